"""Questions that ask the same, key points that contradict each other, and reviews whose question is gone."""

from collections.abc import Collection

import streamlit as st

from interviewer.printable import printable
from knowledge.contradiction import Contradiction, Kind
from knowledge.desk import Desk
from knowledge.question import KeyPoint, Question
from knowledge.review import Review
from knowledge.twins import Twins
from ui import components
from ui.question_form import attempt

SHOWN = 20
COMPARING = "Comparing all questions with each other"
_WAYS = {
    Kind.NUMBER: "They give different numbers.",
    Kind.NEGATION: "One denies what the other says.",
    Kind.OPPOSITE: "They say opposite things.",
    Kind.ROLES: "They say the same of each other's subject.",
}


def asked_twice(desk: Desk) -> None:
    """Pairs that were not dismissed, the most alike first."""
    with st.spinner(COMPARING):
        found = [one.found for one in desk.duplicates() if not one.dismissed]
    pairs = [pair for pair in found if isinstance(pair, Twins)]
    if not pairs:
        st.caption("No two questions ask the same.")
    for pair in pairs[:SHOWN]:
        key = f"{pair.first.id}-{pair.second.id}"
        with st.container(border=True):
            st.caption(f"Similarity {pair.similarity:.2f}")
            for side, question in zip(st.columns(2), (pair.first, pair.second), strict=True):
                with side:
                    components.inert(question.text)
                    components.inert(f"\u2014 {question.source.title}, {len(question.key_points)} key points")
            with st.container(horizontal=True):
                if st.button("Merge, worded as the first", key=f"merge-{key}", icon=":material/call_merge:"):
                    attempt(lambda: desk.merge(pair.first.id, pair.second.id))  # noqa: B023 (called at once)
                if st.button("Merge, worded as the second", key=f"merge-back-{key}", icon=":material/call_merge:"):
                    attempt(lambda: desk.merge(pair.second.id, pair.first.id))  # noqa: B023
                if st.button("Not the same", key=f"apart-{key}"):
                    attempt(lambda: desk.dismiss("duplicate", pair.first.id, pair.second.id))  # noqa: B023
    _more(len(pairs))


def contradicting(desk: Desk, hidden: Collection[str]) -> None:
    """Side by side, but for those with an answer of the ``hidden`` documents, ids."""
    with st.spinner(COMPARING):
        found = [one.found for one in desk.contradictions() if not one.dismissed]
    pairs = [pair for pair in found if isinstance(pair, Contradiction)]
    seen = [p for p in pairs if not {p.first.source.document_id, p.second.source.document_id} & set(hidden)]
    if len(seen) < len(pairs):
        st.caption(f"Not shown, since they give answers of the built-in bank away: {len(pairs) - len(seen)}")
    if not pairs:
        st.caption("No references of the same question contradict each other.")
    for number, pair in enumerate(seen[:SHOWN]):
        with st.container(border=True):
            st.caption(f"{_WAYS[pair.kind]} Edit the wrong one in its document.")
            left, right = st.columns(2)
            with left:
                _said(pair.first, pair.first_point, f"{number}-first")
            with right:
                _said(pair.second, pair.second_point, f"{number}-second")
            if st.button("No contradiction", key=f"agree-{number}-{pair.first.id}-{pair.second.id}"):
                attempt(lambda: desk.dismiss("contradiction", pair.first.id, pair.second.id))  # noqa: B023
    _more(len(seen))


def lost(desk: Desk, orphan: Review) -> None:
    """A review whose question no document gives any more: to be given to another one, or dropped."""
    with st.container(border=True):
        for made in orphan.results:
            components.inert(made.question.text)
            components.inert("\n".join(f"\u2022 {point.text}" for point in made.question.key_points))
        for origin in orphan.origins:
            components.inert(f"\u2014 {origin.document}")
        nearest = {question.id: question for question in desk.candidates(orphan)}
        if nearest:
            chosen = st.selectbox(
                "Give it to",
                list(nearest),
                format_func=lambda key: printable(f"{nearest[key].text} ({nearest[key].source.title})"),
                key=f"heir-{orphan.id}",
            )
            if st.button("Attach", key=f"attach-{orphan.id}", icon=":material/link:"):
                attempt(lambda: desk.attach(orphan.origins[0].question.id, chosen))
        if st.button("Drop it", key=f"drop-{orphan.id}", icon=":material/delete:"):
            attempt(lambda: desk.undo(orphan.id))


def _said(question: Question, point: KeyPoint, key: str) -> None:
    components.inert(question.text)
    st.caption(f"{components.marked(question.source.title)} \u00b7 key point")
    components.words(point.text, f"claim-{key}")
    if question.passage(point) != point.text:
        st.caption("Passage")
        components.words(question.passage(point), f"said-{key}")


def _more(count: int) -> None:
    if count > SHOWN:
        st.caption(f"The first {SHOWN} of {count}; the others follow when these are settled.")
