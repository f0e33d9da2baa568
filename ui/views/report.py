"""The report of one interview: figures, subjects, every grade and coding round, its gradings, and files to keep."""

from contextlib import suppress

import streamlit as st

from interviewer.errors import InterviewNotFound
from interviewer.interview import Interview
from interviewer.report import Report, percent, to_json
from interviewer.report_markdown import to_markdown
from interviewer.service import Service
from ui import components, session
from ui.grade_card import grade_card
from ui.gradings import gradings
from ui.round_card import round_card

RECENT = 20


def page() -> None:
    st.title("Report")
    service = session.service()
    choices = {interview.id: interview for interview in _choices(service)}
    if not choices:
        st.info("There is no interview yet. Hold one on the Interview page; its report then appears here.")
        return
    chosen = st.selectbox("Interview", list(choices), format_func=lambda one: components.summary(choices[one]))
    interview = choices[chosen]
    if not interview.turns and not interview.rounds:
        st.info("No question was asked in this interview.")
        return
    made = service.report(chosen)
    _figures(made)
    st.subheader("Subjects")
    components.subjects_chart(made.subjects)
    if interview.turns:
        st.subheader("Questions")
    for number, turn in enumerate(made.turns, 1):
        components.inert(f"{number}. {turn.question.text}")
        grade_card(chosen, number, turn)
    if interview.rounds:
        st.subheader("Coding rounds")
    for number, held in enumerate(interview.rounds, 1):
        round_card(chosen, number, held)
    if interview.turns:
        st.subheader("Gradings")
        gradings(service, interview)
    _files(made)


def _choices(service: Service) -> list[Interview]:
    """The newest interviews, those of this tab first."""
    recent = service.recent(RECENT)
    found = []
    for current in filter(None, map(session.interview_id, session.SITTINGS)):
        with suppress(InterviewNotFound):
            found.append(service.interview(current))
    return [*found, *(interview for interview in recent if interview.id not in {one.id for one in found})]


def _figures(made: Report) -> None:
    by_kind = {
        "With a model": percent(made.score_with_model),
        "Without a model": percent(made.score_without_model),
    }
    one_score = {"Score": percent(made.score), "Before hints": percent(made.score_without_hints)}
    figures = {
        **(one_score if made.score_with_model is None else by_kind),
        **({"Answered": f"{made.answered} of {len(made.turns)}"} if made.turns else {}),
        "Time": f"{made.minutes:.0f} min",
    }
    with st.container(horizontal=True):
        for label, value in figures.items():
            st.metric(label, value, border=True)
    if made.score_with_model is not None:
        st.caption("A language model graded some answers only; the two kinds of scores are not averaged together.")
    if made.grading:
        st.caption(f"Grading {made.grading} counts here, not the original one; see Gradings below.")
    for role in made.model_roles:
        st.caption(f"Language model: {components.marked(role)}")
    st.caption(
        f"Skipped or not answered: {made.skipped}. Not scored: {made.unscored}. Hints: {made.hints}. "
        f"Graded by: {components.marked(', '.join(made.graders)) or 'nothing yet'}. "
        f"Worded by: {components.marked(', '.join(made.models)) or 'authored text, no language model'}. "
        f"Ended: {components.marked(made.closed or 'not yet')}."
    )


def _files(made: Report) -> None:
    if made.closed is None:
        st.caption("Once the interview has ended, its report can be downloaded: it holds the answers to all questions.")
        return
    name = f"interview-{made.started_at:%Y-%m-%d-%H%M}"
    with st.container(horizontal=True):
        st.download_button(
            "Download Markdown", to_markdown(made), f"{name}.md", "text/markdown", icon=":material/download:"
        )
        st.download_button(
            "Download JSON", to_json(made), f"{name}.json", "application/json", icon=":material/download:"
        )
