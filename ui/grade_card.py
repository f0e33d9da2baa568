"""The card of a closed question: its grade, what can be disputed of it, and what it teaches."""

from typing import Literal

import streamlit as st

from interviewer.grade import Graded, PointVerdict, Provenance, Unscored, Verdict, band
from interviewer.interview import Outcome, Turn
from interviewer.report import percent
from interviewer.tally import labelled
from ui import session
from ui.components import inert, marked, words
from ui.lessons import explanation, full_answer
from ui.objections import judged_again, objection, objection_to

_LOOKS: dict[Verdict, tuple[str, Literal["green", "orange", "gray", "red"]]] = {
    Verdict.HIT: (":material/check_circle:", "green"),
    Verdict.PARTIAL: (":material/contrast:", "orange"),
    Verdict.MISSED: (":material/radio_button_unchecked:", "gray"),
    Verdict.CONTRADICTED: (":material/cancel:", "red"),
}
_UNGRADED = {
    Outcome.SKIPPED: "skipped, counts as 0%",
    Outcome.DECLINED: "not answered, counts as 0%",
    Outcome.LEFT: "left open, does not count",
    Outcome.ANSWERED: "not graded",
}


def headline(number: int, turn: Turn) -> str:
    match turn.grade:
        case Graded() if turn.score is not None and turn.outcome is Outcome.ANSWERED:
            return f"Question {number}: {percent(turn.score)} \u2014 {band(turn.score)}"
        case Unscored():
            return f"Question {number}: not scored"
    return f"Question {number}: {_UNGRADED.get(turn.outcome, 'still open')}"


def grade_card(interview_id: str, number: int, turn: Turn) -> None:
    """
    A closed turn, folded: its contents are sent to the browser when it is opened. ``number`` counts from 1.

    Nothing is drawn of a turn that is open, since a card gives its answer away.
    """
    if turn.outcome is Outcome.OPEN:
        return
    # A new score makes it a new card, which begins open where it comes of a dispute, so that the verdict is seen.
    card = st.expander(
        headline(number, turn),
        expanded=session.disputed(interview_id, number - 1),
        key=f"card-{number}",
        on_change="rerun",
    )
    if card.open:
        with card:
            _card(interview_id, number, turn)


def _card(interview_id: str, number: int, turn: Turn) -> None:
    inert(turn.question.text)
    for position, answer in enumerate(turn.answers):
        st.caption("**Your answer**" if position == 0 else "**Your answer to the follow-up**")
        words(answer, f"answer-{number}-{position}")
    match turn.grade:
        case Graded() as grade:
            _graded(interview_id, number, turn, grade)
        case Unscored() as grade:
            st.warning(f"Not scored: {marked(grade.reason)}. {marked(grade.detail)}")
            _reference(turn)
            _provenance(grade.provenance)
        case None:
            _reference(turn)
    full_answer(interview_id, number, turn)
    st.caption("**Source**")
    inert("\n".join((turn.question.source.title, *turn.question.citations)))


def _graded(interview_id: str, number: int, turn: Turn, grade: Graded) -> None:
    st.caption("**Feedback**")
    inert(grade.feedback)
    if turn.hints:
        taken = "1 hint" if turn.hints == 1 else f"{turn.hints} hints"
        st.caption(f"{percent(grade.score)} before {taken} at {turn.hint_cost:.0%} of it: {percent(turn.score)}.")
    for flag in grade.flags:
        st.caption(f":material/flag: Flag: {marked(flag)}")
    for verdict in grade.verdicts:
        with st.container(border=True):
            _verdict(number, turn, verdict)
            objection(interview_id, number, turn, verdict.key_point)
    _provenance(grade.provenance)
    explanation(interview_id, number, turn, grade)


def _verdict(number: int, turn: Turn, verdict: PointVerdict) -> None:
    made = objection_to(turn, verdict.key_point)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if made:
            _badge(made.before.verdict)
            st.caption("\u2192", width="content")
        _badge(verdict.verdict)
        if made:
            st.caption("after dispute", width="content")
    inert(turn.question.key_points[verdict.key_point].text)
    said, source = st.columns(2)
    with said:
        st.caption("**Your words, in the dispute**" if verdict.evidence_in == "argument" else "**Your words**")
        if verdict.evidence:
            words(f"\u201c{verdict.evidence.text}\u201d", f"evidence-{number}-{verdict.key_point}")
        else:
            st.caption("Nothing in the answer bears on this point.")
    with source:
        st.caption("**Source passage**")
        words(f"\u201c{verdict.passage.text}\u201d", f"passage-{number}-{verdict.key_point}")
    if made:
        judged_again(number, made)


def _badge(verdict: Verdict) -> None:
    icon, colour = _LOOKS[verdict]
    st.badge(verdict.capitalize(), icon=icon, color=colour)


def _reference(turn: Turn) -> None:
    st.caption("**What a full answer says**")
    inert("\n".join(f"\u2022 {point.text}" for point in turn.question.key_points))


def _provenance(provenance: Provenance) -> None:
    st.caption(f"Graded by {marked(labelled(provenance))} in {provenance.seconds:.2f} s")
