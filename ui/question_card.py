"""A question of the library: how it stands, its key points in their places, and what can be done with it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from knowledge.desk import Desk
from knowledge.question import Question
from knowledge.review import Standing, State
from ui import components
from ui.question_form import attempt, edit_form, merge_form, split_form

_STATES = {
    State.EDITED: "edited by you",
    State.MERGED: "merged by you",
    State.SPLIT: "split by you",
    State.OFF: "off: it is not asked",
}


def card(desk: Desk, stands: Standing, reveal: bool) -> None:
    """``reveal`` says whether its answer may be seen, and with it the forms that show it."""
    question = stands.question
    with st.container(border=True):
        components.inert(question.text)
        told = [f"{components.marked(question.topic)}", question.level, f"{len(question.key_points)} key points"]
        told += [f"**{_STATES[stands.state]}**"] if stands.state in _STATES else []
        st.caption(" \u00b7 ".join(told))
        if reveal:
            changed(desk, stands, "card")
            _folded("Key points and passages", f"points-{question.id}", lambda: key_points(desk, question))
            _folded("Edit", f"edit-{question.id}", lambda: edit_form(desk, stands))
            if len(question.key_points) > 1:
                _folded("Split in two", f"split-{question.id}", lambda: split_form(desk, question))
            _folded("Merge with another", f"merge-{question.id}", lambda: merge_form(desk, question))
        _buttons(desk, stands)


def changed(desk: Desk, stands: Standing, where: str) -> None:
    """
    Where a document changed under the user's review: what it says now, and which of the two is to stand.

    ``where`` tells the places apart that show this of one question.
    """
    question = stands.question
    for origin in stands.gone:
        st.info(
            f"A part of this question came from {components.marked(origin.document)}, which does not ask it any more.",
            icon=":material/info:",
        )
    if not stands.changed:
        return
    st.warning("The document changed under your edit. Your version stands until you choose the other.")
    mine, theirs = st.columns(2)
    with mine:
        st.caption("**Yours**")
        _outline(question)
    with theirs:
        st.caption("**The document's, now**")
        for now in stands.changed:
            _outline(now)
    with st.container(horizontal=True):
        if st.button("Keep mine", key=f"keep-{where}-{question.id}"):
            attempt(lambda: desk.keep(question.id))
        if st.button("Take the document's", key=f"take-{where}-{question.id}"):
            attempt(lambda: desk.undo(question.id))


def _outline(question: Question) -> None:
    components.inert(question.text)
    components.inert("\n".join(f"\u2022 {point.text}" for point in question.key_points))


def key_points(desk: Desk, question: Question) -> None:
    """Claim and passage side by side; the passage opens at its place in the document."""
    for number, point in enumerate(question.key_points, 1):
        claim, passage = st.columns(2)
        with claim:
            st.caption(f"**Key point {number}** \u00b7 weight {point.weight:g}")
            components.inert(point.text)
        with passage:
            st.caption("**Passage**")
            components.words(question.passage(point), f"passage-{question.id}-{number}")
        _folded("Open at its place", f"place-{question.id}-{number}", partial(place, desk, question, number))


def place(desk: Desk, question: Question, number: int) -> None:
    """Some lines of the document around the passage."""
    shown = desk.place(question.id, number)
    st.caption(f"{components.marked(shown.source.title)}, {components.marked(shown.where)}")
    if not shown.exact:
        st.info("The document does not say this word for word any more; this is the section that it came from.")
    if shown.before.strip():
        components.inert(shown.before.strip("\n"))
    with st.container(border=True):
        components.words(shown.passage, f"place-{question.id}-{number}")
    if shown.after.strip():
        components.inert(shown.after.strip("\n"))


def _buttons(desk: Desk, stands: Standing) -> None:
    question = stands.question
    with st.container(horizontal=True):
        if stands.off:
            if st.button("Switch on", key=f"on-{question.id}", icon=":material/toggle_on:"):
                attempt(lambda: desk.switch(question.id, off=False))
        elif st.button("Switch off", key=f"off-{question.id}", icon=":material/toggle_off:"):
            attempt(lambda: desk.switch(question.id, off=True))
        if stands.review and st.button(
            "Undo", key=f"undo-{question.id}", icon=":material/undo:", help="Back to what the document gives."
        ):
            attempt(lambda: desk.undo(question.id))


def _folded(label: str, key: str, draw: Callable[[], None]) -> None:
    """Drawn only once it is opened."""
    folded = st.expander(label, key=key, on_change="rerun", type="compact")
    if folded.open:
        with folded:
            draw()
