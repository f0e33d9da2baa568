"""The forms that change a question: its words and key points, and what of it becomes a question of its own."""

from collections.abc import Callable, Mapping

import streamlit as st

from interviewer.printable import printable
from knowledge.desk import Desk
from knowledge.draft import PointDraft, QuestionDraft, draft_of
from knowledge.errors import BadReview, KnowledgeError
from knowledge.question import KeyPoint, Level, Question
from knowledge.review import Standing
from knowledge.rework import MAX_WEIGHT
from ui import components

HINTS = 3
LINE_PIXELS = 68


def attempt(change: Callable[[], object]) -> None:
    """Draws the page anew with the change; where it is refused, says why and leaves what was written as it is."""
    try:
        change()
    except KnowledgeError as error:
        components.failure(error)
    else:
        st.rerun()


def edit_form(desk: Desk, stands: Standing) -> None:
    """Every widget's key follows the question as it stands: once it is saved, the form shows what was saved."""
    question = stands.question
    key = f"{question.id}-{hash(question)}"
    with st.form(f"edit-{key}", border=False):
        text = _area("Question", question.text, f"text-{key}")
        with st.container(horizontal=True):
            topic = _line("Topic", question.topic, f"topic-{key}")
            levels = list(Level)
            level = st.selectbox("Level", levels, levels.index(question.level), key=f"level-{key}")
        points = [_point_of(question, number, f"{number}-{key}") for number in range(1, len(question.key_points) + 1)]
        points.append(_new_point(f"new-{key}"))
        hints = [
            _line(f"Hint {number + 1}", "".join(question.hints[number : number + 1]), f"hint-{number}-{key}")
            for number in range(HINTS)
        ]
        if st.form_submit_button("Save", icon=":material/save:"):
            fields = {
                "question": text,
                "topic": topic,
                "level": level,
                "rephrasing": question.rephrasing,
                "hints": tuple(hint for hint in hints if hint.strip()),
                "key_points": tuple(point for point in points if point),
            }
            attempt(lambda: desk.edit(question, _checked(fields)))


def split_form(desk: Desk, question: Question) -> None:
    with st.form(f"split-{question.id}", border=False):
        text = st.text_area("What the new question asks", key=f"split-text-{question.id}", height=LINE_PIXELS)
        numbers = st.multiselect(
            "Key points that go to it",
            list(range(1, len(question.key_points) + 1)),
            format_func=lambda number: printable(f"{number}. {question.key_points[number - 1].text}"),
            key=f"split-points-{question.id}",
        )
        if st.form_submit_button("Split", icon=":material/call_split:"):
            attempt(lambda: desk.split(question.id, numbers, text))


def merge_form(desk: Desk, question: Question) -> None:
    others = {one.id: one for one in desk.questions() if one.id != question.id}
    with st.form(f"merge-{question.id}", border=False):
        chosen = st.selectbox(
            "The question that becomes a part of this one",
            list(others),
            index=None,
            format_func=lambda key: printable(f"{others[key].text} ({others[key].source.title})"),
            key=f"merged-{question.id}",
        )
        if st.form_submit_button("Merge", icon=":material/call_merge:"):
            if chosen is None:
                components.failure("Choose a question first.")
            else:
                attempt(lambda: desk.merge(question.id, chosen))


def _checked(fields: Mapping[str, object]) -> QuestionDraft:
    """Raises BadReview."""
    from pydantic import ValidationError

    try:
        return QuestionDraft.model_validate(fields)
    except ValidationError as error:
        raise BadReview(
            "; ".join(f"{str(found['loc'][0]).replace('_', ' ')}: {found['msg']}" for found in error.errors())
        ) from error


def _point_of(question: Question, number: int, key: str) -> PointDraft | None:
    """What the form makes of that key point; None where it is left out."""
    point = question.key_points[number - 1]
    draft = draft_of(question).key_points[number - 1]
    with st.container(border=True):
        text = _area(f"Key point {number}", point.text, f"point-{key}")
        label, weight = _label_and_weight(point, key)
        passage = _area("Passage: the words of the reference it rests on", draft.passage, f"passage-{key}")
        if st.checkbox(f"Leave key point {number} out", key=f"out-{key}"):
            return None
    return PointDraft.model_construct(number=number, text=text, label=label, weight=weight, passage=passage)


def _new_point(key: str) -> PointDraft | None:
    folded = st.expander("Add a key point", type="compact")
    with folded:
        text = _area("New key point", "", f"point-{key}")
        label, weight = _label_and_weight(KeyPoint("", 0, 0), key)
        passage = _area("Passage: exact words of the reference", "", f"passage-{key}")
    if not text.strip():
        return None
    return PointDraft.model_construct(number=None, text=text, label=label, weight=weight, passage=passage)


def _label_and_weight(point: KeyPoint, key: str) -> tuple[str, float]:
    with st.container(horizontal=True):
        label = _line("Label", point.label, f"label-{key}", help="Names its subject without giving it away.")
        weight = st.number_input(
            "Weight",
            min_value=0.1,
            max_value=MAX_WEIGHT,
            value=max(point.weight, 0.1),
            step=0.5,
            key=f"weight-{key}",
        )
    return label, weight


def _area(label: str, text: str, key: str) -> str:
    return _taken(st.text_area(label, printable(text), key=key, height=LINE_PIXELS), text)


def _line(label: str, text: str, key: str, help: str | None = None) -> str:  # noqa: A002 (streamlit's own word)
    shown = " ".join(text.split())
    return _taken(st.text_input(label, printable(shown), key=key, help=help), text)


def _taken(written: str, before: str) -> str:
    """What was there before, where it was not touched: a browser shows some characters otherwise."""
    shown = {" ".join(printable(text).split()) for text in (before, " ".join(before.split()))}
    return before if " ".join(written.split()) in shown else written
