"""The gradings of an ended interview: grade it again, see each one beside the original, choose the one that counts."""

import streamlit as st

from interviewer.aside import Regraded
from interviewer.grade import Graded
from interviewer.grading.judge import JudgeGrader
from interviewer.grading.role import NOT_ADMITTED, ModelRole
from interviewer.interview import Interview
from interviewer.printable import printable
from interviewer.regrade import Comparison, comparisons, graders
from interviewer.report import difference, percent, tallied
from interviewer.service import Service
from interviewer.tally import tally
from ui import session
from ui.components import awaited, failure, marked, started

_ABOUT = {
    "local": "grades interviews unless a model does",
    "embedding": "compares meanings and words",
    "lexical": "compares words in their order",
    "overlap": "counts words in common",
    "length": "counts words only; for comparison",
}


def gradings(service: Service, interview: Interview) -> None:
    if interview.closed is None:
        st.caption("Once the interview has ended, it can be graded again by another grader.")
        return
    st.write("Another grader can grade the same answers. Every grading is kept; one of them counts in the report.")
    _history(service, interview)
    _grade_again(service, interview)


def _history(service: Service, interview: Interview) -> None:
    made_at = [event.at for event in interview.events if isinstance(event, Regraded)]
    compared = comparisons(interview)
    for number, turns in enumerate(interview.gradings or (interview.turns,)):
        with st.container(border=True):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                st.markdown(f"**{_name(number)}: {marked(tallied(tally(turns)))}**", width="content")
                _choice(service, interview, number)
            when = f"on {started(made_at[number - 1])}" if number else "during the interview"
            st.caption(f"Made {when} by {marked(', '.join(graders(turns))) or 'nobody: no answer was graded'}.")
            if any(isinstance(turn.grade, Graded) and NOT_ADMITTED in turn.grade.flags for turn in turns):
                st.caption(f":material/flag: Flag: {NOT_ADMITTED}")
            if number:
                _compared(interview.id, compared[number - 1], newest=number == len(compared))


def _choice(service: Service, interview: Interview, number: int) -> None:
    if number == interview.chosen:
        st.badge("Counts", icon=":material/check:", color="blue")
    elif st.button("Let it count", key=f"count-{interview.id}-{number}"):
        service.choose_grading(interview.id, number)
        st.rerun()


def _compared(interview_id: str, made: Comparison, newest: bool) -> None:
    folded = st.expander(
        "Beside the original",
        expanded=newest,
        key=f"compared-{interview_id}-{made.grading}",
        type="compact",
        on_change="rerun",
    )
    if not folded.open:
        return
    with folded:
        st.table(
            {
                "No.": [str(number) for number in range(1, len(made.rows) + 1)],
                "Original": [_scored(row.old, row.old_band) for row in made.rows],
                _name(made.grading): [_scored(row.new, row.new_band) for row in made.rows],
                "Difference": [difference(row.delta) for row in made.rows],
            }
        )
        st.caption(
            f"In all: original {marked(tallied(made.old))}; {_name(made.grading).lower()} {marked(tallied(made.new))}. "
            "Scores with and without a language model are never averaged together."
        )


def _grade_again(service: Service, interview: Interview) -> None:
    place = f"grader-{interview.id}"
    errand = session.errand(place)
    under_way = errand is not None and errand.state == "under way"
    role = service.examiner.role()
    names = [grader.name for grader in session.graders()]
    chosen = st.selectbox(
        "Grader",
        names,
        index=_first_other(names, interview),
        format_func=lambda name: _label(name, role),
        key=place,
        disabled=under_way,
    )
    if role and not role.admitted and chosen == JudgeGrader.name:
        st.caption(
            f"{marked(role.sentence)} Each grade that it gives here carries the flag \u201c{NOT_ADMITTED}\u201d."
        )
    st.button(
        "Grade again",
        key=f"again-{interview.id}",
        icon=":material/refresh:",
        disabled=under_way,
        on_click=session.grade_again,
        args=(place, interview.id, len(interview.events)),
    )
    if under_way:
        awaited(place)
    elif errand:
        failure(errand.loading.error)


def _first_other(names: list[str], interview: Interview) -> int:
    """The position of the first grader that did not grade during the interview."""
    original = interview.gradings[0] if interview.gradings else interview.turns
    asked = {turn.grade.provenance.grader for turn in original if turn.grade}
    return next((position for position, name in enumerate(names) if name not in asked), 0)


def _label(name: str, role: ModelRole | None) -> str:
    if role and name == JudgeGrader.name:
        return printable(f"{name if role.admitted else NOT_ADMITTED}: the language model {role.model}")
    about = _ABOUT.get(name)
    return f"{name}: {about}" if about else name


def _name(number: int) -> str:
    return f"Grading {number}" if number else "Original"


def _scored(score: float | None, its_band: str | None) -> str:
    return f"{percent(score)}, {its_band}" if its_band else percent(score)
