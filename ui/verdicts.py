"""How the verdict on a key point looks: a badge, and the candidate's words beside the source's."""

from typing import Literal

import streamlit as st

from interviewer.grade import PointVerdict, Verdict
from knowledge.question import Question
from ui.components import inert, words

_LOOKS: dict[Verdict, tuple[str, Literal["green", "orange", "gray", "red"]]] = {
    Verdict.HIT: (":material/check_circle:", "green"),
    Verdict.PARTIAL: (":material/contrast:", "orange"),
    Verdict.MISSED: (":material/radio_button_unchecked:", "gray"),
    Verdict.CONTRADICTED: (":material/cancel:", "red"),
}


def badge(verdict: Verdict) -> None:
    icon, colour = _LOOKS[verdict]
    st.badge(verdict.capitalize(), icon=icon, color=colour)


def quotes(key: str, question: Question, verdict: PointVerdict) -> None:
    """The key point, with both quotes; ``key`` tells it from every other verdict on the page."""
    inert(question.key_points[verdict.key_point].text)
    said, source = st.columns(2)
    with said:
        st.caption("**Your words, in the dispute**" if verdict.evidence_in == "argument" else "**Your words**")
        if verdict.evidence:
            words(f"\u201c{verdict.evidence.text}\u201d", f"evidence-{key}")
        else:
            st.caption("Nothing in the answer bears on this point.")
    with source:
        st.caption("**Source passage**")
        words(f"\u201c{verdict.passage.text}\u201d", f"passage-{key}")
