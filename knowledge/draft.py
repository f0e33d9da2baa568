"""A question as a user writes it: what can be edited, checked as it comes in, and as YAML for an editor."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from knowledge.errors import BadReview
from knowledge.question import KeyPoint, Level, Question
from knowledge.rework import MAX_WEIGHT, renewed_hints, retied

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Stripped = Annotated[str, StringConstraints(strip_whitespace=True)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

_EXPLAINED = """\
# Save and close to take this over; delete everything to leave the question as it is.
# A key point's number says which one it was: keep it. A new key point has none, and its passage quotes the reference.
# A key point that is left out is no longer asked for. A passage that is left out stays as it was.
"""
_REFERENCE = "\n# The reference, which stays as it is:\n"


class PointDraft(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int | None = Field(default=None, ge=1)
    text: Words
    label: Stripped = ""
    weight: float = Field(default=1.0, gt=0, le=MAX_WEIGHT)
    passage: str = ""


class QuestionDraft(BaseModel):
    """``number`` of a key point is its place in the question that is edited, from 1; None where it is new."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Words
    topic: Words
    level: Level
    rephrasing: Stripped = ""
    hints: Annotated[tuple[Words, ...], Field(max_length=3)] = ()
    key_points: Annotated[tuple[PointDraft, ...], Field(min_length=1)]


def draft_of(question: Question) -> QuestionDraft:
    return QuestionDraft(
        question=question.text,
        topic=question.topic,
        level=question.level,
        rephrasing=question.rephrasing,
        hints=question.hints,
        key_points=tuple(
            PointDraft(
                number=number,
                text=point.text,
                label=point.label,
                weight=point.weight,
                passage=question.passage(point),
            )
            for number, point in enumerate(question.key_points, 1)
        ),
    )


def drafted(question: Question, draft: QuestionDraft) -> Question:
    """
    The question as the draft has it; follow-ups and misconceptions go with their key points.

    Raises BadReview where a number is wrong or a passage is not in the reference.
    """
    numbers = [point.number for point in draft.key_points if point.number is not None]
    for number in numbers:
        if number > len(question.key_points) or numbers.count(number) > 1:
            raise BadReview(
                f"key point number {number} is given twice or was none; the numbers are 1 to "
                f"{len(question.key_points)}, each once, and a new key point has none"
            )
    points = tuple(_point(question, point) for point in draft.key_points)
    places = {p.number - 1: place for place, p in enumerate(draft.key_points) if p.number is not None}
    return replace(
        question,
        text=" ".join(draft.question.split()),
        topic=draft.topic,
        level=draft.level,
        rephrasing=draft.rephrasing,
        hints=renewed_hints(question, points) if draft.hints == question.hints else draft.hints,
        key_points=points,
        follow_ups=retied(question.follow_ups, places),
        misconceptions=retied(question.misconceptions, places),
    )


def to_yaml(question: Question) -> str:
    """The draft of a question with an explanation, for an editor."""
    import yaml

    fields = draft_of(question).model_dump(mode="json")
    written = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=100)
    lines = ("".join(filter(str.isprintable, line)) for line in question.reference.splitlines())
    quoted = "\n".join(f"#   {line}" for line in lines)
    return f"{_EXPLAINED}\n{written}{_REFERENCE}{quoted}\n"


def from_yaml(text: str) -> QuestionDraft | None:
    """What was written; None where nothing was. Raises BadReview, which says what is wrong in which line or field."""
    import yaml

    try:
        fields = yaml.safe_load(text)
        return None if fields is None else QuestionDraft.model_validate(fields)
    except yaml.YAMLError as error:
        raise BadReview(f"this is no YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise BadReview("; ".join(_problem(found) for found in error.errors())) from error


def _problem(found: "ErrorDetails") -> str:
    """'key_points, 2, weight: ...', where key points and hints are counted from 1."""
    where = ", ".join(str(part + 1) if isinstance(part, int) else str(part) for part in found["loc"])
    return f"{where or 'the whole'}: {found['msg']}"


def _point(question: Question, draft: PointDraft) -> KeyPoint:
    old = question.key_points[draft.number - 1] if draft.number else None
    passage = draft.passage.strip()
    if old and passage in ("", question.passage(old).strip()):
        start, end = old.start, old.end
    else:
        start, end = _place(question, draft.text, passage)
    return KeyPoint(" ".join(draft.text.split()), start, end, " ".join(draft.label.split()), draft.weight)


def _place(question: Question, claim: str, passage: str) -> tuple[int, int]:
    """Where the reference has the passage; line breaks and spaces may differ."""
    if not passage:
        raise BadReview(f"the new key point '{claim}' needs a passage: words of the reference that it rests on")
    found = re.search(r"\s+".join(map(re.escape, passage.split())), question.reference)
    if not found:
        raise BadReview(f"the passage '{passage}' is not in the reference; copy its exact words")
    return found.span()
