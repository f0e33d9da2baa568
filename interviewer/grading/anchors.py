"""Answers whose verdicts are known, by which a grader is measured before it grades anybody."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from interviewer.errors import InterviewerError
from interviewer.grade import Verdict
from interviewer.grading.alignment import CREDIT
from knowledge.question import KeyPoint, Level, Question, Source

_FILE = "anchors.jsonl"


class AnchorsInvalid(InterviewerError):
    """The anchors cannot be used; the message names the line."""


class Kind(StrEnum):
    """How an anchor was written."""

    FULL = "full"
    TERSE = "terse"
    PARTIAL = "partial"
    FLUENT_WRONG = "fluent_wrong"
    NEGATED = "negated"
    ROLE_SWAPPED = "role_swapped"
    NUMBER_CHANGED = "number_changed"
    OFF_TOPIC = "off_topic"
    INJECTION = "injection"
    FAKE_VERDICT = "fake_verdict"
    KEYWORD_STUFFING = "keyword_stuffing"
    BEGGING = "begging"
    PASTED_QUESTION = "pasted_question"


# They try to be scored for more than they say; the others say something, right or wrong.
ATTACKS = frozenset(
    {
        Kind.OFF_TOPIC,
        Kind.INJECTION,
        Kind.FAKE_VERDICT,
        Kind.KEYWORD_STUFFING,
        Kind.BEGGING,
        Kind.PASTED_QUESTION,
    }
)


@dataclass(frozen=True)
class Anchor:
    """``verdicts`` are the known ones, one per key point of the question."""

    question: Question
    kind: Kind
    answer: str
    verdicts: tuple[Verdict, ...]

    @property
    def score(self) -> float:
        """The score that follows from the known verdicts, 0..1."""
        return sum(CREDIT[verdict] for verdict in self.verdicts) / len(self.verdicts)

    @property
    def is_attack(self) -> bool:
        return self.kind in ATTACKS


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _QuestionRow(_Row):
    row: Literal["question"]
    id: str = Field(min_length=1)
    text: str = Field(min_length=1)
    reference: str = Field(min_length=1)
    key_points: list[str] = Field(min_length=3, max_length=5)


class _AnswerRow(_Row):
    row: Literal["answer"]
    question: str
    kind: Kind
    answer: str = Field(min_length=1)
    verdicts: list[Verdict]


_ROW: TypeAdapter[_QuestionRow | _AnswerRow] = TypeAdapter(
    Annotated[_QuestionRow | _AnswerRow, Field(discriminator="row")]
)


def parse_anchors(lines: Iterable[str]) -> tuple[Anchor, ...]:
    """The anchors, each after the line of its question. Raises AnchorsInvalid."""
    questions: dict[str, Question] = {}
    anchors = []
    for number, line in enumerate(lines, 1):
        try:
            row = _ROW.validate_json(line)
            if isinstance(row, _QuestionRow):
                questions[row.id] = _question(row)
            else:
                anchors.append(_anchor(row, questions))
        except (ValidationError, ValueError) as error:
            raise AnchorsInvalid(f"line {number} of {_FILE} cannot be used: {error}; correct it") from error
    return tuple(anchors)


@lru_cache(maxsize=1)
def shipped_anchors() -> tuple[Anchor, ...]:
    """The anchors that come with the package."""
    return parse_anchors(_text().splitlines())


@lru_cache(maxsize=1)
def anchors_version() -> str:
    """Eight hexadecimal digits that change with any of the shipped anchors."""
    return hashlib.sha256(_text().encode()).hexdigest()[:8]


def _text() -> str:
    from importlib.resources import files

    return (files("interviewer.grading") / _FILE).read_text(encoding="utf-8")


def _question(row: _QuestionRow) -> Question:
    points = []
    for claim in row.key_points:
        start = row.reference.find(claim)
        if start < 0:
            raise ValueError(f"the reference does not contain the key point {claim!r}")
        points.append(KeyPoint(claim, start, start + len(claim)))
    source = Source("anchors", "Anchor answers", 0, len(row.reference))
    return Question(row.id, row.text, "Anchors", Level.INTERMEDIATE, row.reference, tuple(points), source)


def _anchor(row: _AnswerRow, questions: dict[str, Question]) -> Anchor:
    question = questions.get(row.question)
    if question is None:
        raise ValueError(f"no question {row.question!r} stands before it")
    if len(row.verdicts) != len(question.key_points):
        raise ValueError(f"{len(row.verdicts)} verdicts for {len(question.key_points)} key points")
    return Anchor(question, row.kind, row.answer, tuple(row.verdicts))
