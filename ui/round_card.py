"""The card of a closed coding round: what was measured, what was said about it, and what that is worth."""

import streamlit as st

from interviewer.coding.mark import Line, Mark, mark
from interviewer.coding.round import Round, RoundOutcome
from interviewer.grade import band
from interviewer.report import percent
from ui.check_card import submission_card
from ui.components import inert, marked
from ui.reply_card import talk

_WITHOUT_CODE = {
    RoundOutcome.SKIPPED: "skipped, counts as 0%",
    RoundOutcome.LEFT: "left open, does not count",
}


def headline(number: int, held: Round) -> str:
    return f"Coding round {number}, {marked(held.task.title)}: {_result(held)}"


def round_card(key: str, number: int, held: Round) -> None:
    """A closed round, folded: its contents are sent to the browser when it is opened. ``number`` counts from 1."""
    if held.closed is None:
        return
    card = st.expander(headline(number, held), key=f"round-card-{key}-{number}", on_change="rerun")
    if card.open:
        with card:
            round_result(f"{key}-{number}", held)


def round_result(key: str, held: Round) -> None:
    made = mark(held)
    _figures(held, made)
    _rubric(made.lines)
    if held.submissions:
        last = held.submissions[-1]
        st.caption("**Measured**, by the checker alone")
        submission_card(last.check, held.task.triton)
        with st.expander("The code that counts", type="compact"):
            st.code(last.source, language="python")
    if held.replies:
        st.caption("**Graded opinion**: your answers on what was measured")
        talk(key, held)
    if held.hints:
        st.caption("**Hints taken**")
        for hint in held.task.hints[: held.hints]:
            inert(f"{percent(hint.price)}: {hint.text}")


def _result(held: Round) -> str:
    score = mark(held).score
    if held.outcome in _WITHOUT_CODE:
        return _WITHOUT_CODE[held.outcome]
    return "not scored" if score is None else f"{percent(score)} \u2014 {band(score)}"


def _figures(held: Round, made: Mark) -> None:
    figures = {
        "Score": percent(made.score),
        "Before hints": percent(made.score_without_hints),
        "Correctness": percent(made.correctness),
        "Questions": percent(made.explanation),
    }
    with st.container(horizontal=True):
        for label, value in figures.items():
            st.metric(label, value, border=True)
    st.caption(
        f"Ended: {marked(held.closed or 'not yet')}. Runs on the public cases: {len(held.runs)}. "
        f"Submissions: {len(held.submissions)}."
    )


def _rubric(lines: tuple[Line, ...]) -> None:
    for line in lines:
        earned = "left out" if line.earned is None else percent(line.earned)
        st.markdown(
            f"- **{marked(line.name)}** ({line.weight:.0%} of the score): {earned}  \n"
            f"  {marked(line.text)} :gray[{marked(line.basis)}]"
        )
