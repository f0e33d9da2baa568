"""The follow-up questions of a coding round, as a talk, with the grade of each answer."""

import streamlit as st

from interviewer.coding.mark import reason_without_score
from interviewer.coding.round import Reply, Round
from interviewer.grade import Graded, band
from interviewer.report import percent
from interviewer.tally import labelled
from ui.components import inert, marked, utterance, words
from ui.verdicts import badge, quotes


def talk(key: str, held: Round) -> None:
    """``key`` tells this round from every other on the page."""
    for number, reply in enumerate(held.replies, 1):
        if reply.heard or not reply.withdrawn:
            _exchange(f"{key}-{number}", reply)


def _exchange(key: str, reply: Reply) -> None:
    with utterance("assistant"):
        st.caption(f"About what was measured: {marked(reply.about)}")
        inert(reply.question.text)
    for position, heard in enumerate(reply.heard, 1):
        with utterance("user"):
            words(heard, f"reply-{key}-{position}")
    if reply.awaits == "answer" and reply.heard:
        st.warning(f"This could not be graded: {marked(reason_without_score(reply))}. Please say it again.")
    elif not reply.awaits:
        _result(key, reply)


def _result(key: str, reply: Reply) -> None:
    if reply.declined:
        st.caption("Passed on: it counts as 0%.")
    elif not isinstance(reply.grade, Graded):
        st.caption(f"Left out of the score: {marked(reason_without_score(reply))}.")
        return
    card = st.expander(_headline(reply), key=f"reply-card-{key}", on_change="rerun")
    if card.open:
        with card:
            _card(key, reply)


def _headline(reply: Reply) -> str:
    if reply.score is None or reply.declined:
        return "What a full answer says"
    return f"Your answer: {percent(reply.score)} \u2014 {band(reply.score)}"


def _card(key: str, reply: Reply) -> None:
    if isinstance(reply.grade, Graded):
        st.caption("**Feedback**")
        inert(reply.grade.feedback)
        for flag in reply.grade.flags:
            st.caption(f":material/flag: Flag: {marked(flag)}")
        for verdict in reply.grade.verdicts:
            with st.container(border=True):
                badge(verdict.verdict)
                quotes(f"{key}-{verdict.key_point}", reply.question, verdict)
        provenance = reply.grade.provenance
        st.caption(f"Graded by {marked(labelled(provenance))} in {provenance.seconds:.2f} s")
    else:
        inert(reply.question.reference)
