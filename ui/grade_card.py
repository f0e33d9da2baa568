"""The card of a closed question: its grade, what can be disputed of it, and what it teaches."""

import streamlit as st

from interviewer.grade import Graded, PointVerdict, Provenance, Unscored, band
from interviewer.interview import Outcome, Turn
from interviewer.report import percent
from interviewer.tally import labelled
from ui import session
from ui.components import inert, marked, words
from ui.lessons import explanation, full_answer
from ui.objections import judged_again, objection, objection_to
from ui.verdicts import badge, quotes

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
            badge(made.before.verdict)
            st.caption("\u2192", width="content")
        badge(verdict.verdict)
        if made:
            st.caption("after dispute", width="content")
    quotes(f"{number}-{verdict.key_point}", turn.question, verdict)
    if made:
        judged_again(number, made)


def _reference(turn: Turn) -> None:
    st.caption("**What a full answer says**")
    inert("\n".join(f"\u2022 {point.text}" for point in turn.question.key_points))


def _provenance(provenance: Provenance) -> None:
    st.caption(f"Graded by {marked(labelled(provenance))} in {provenance.seconds:.2f} s")
