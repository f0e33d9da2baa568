"""
How well questions and key points are found: labelled documents in many shapes, and what the extractor makes of them.

The rule of matching. A found question matches an expected one where their words agree to at least ``SAME_QUESTION`` (F1
over words); of a topic, the words of the frame ("Explain ... and when you would use it") are left out. Within matched
questions a key point matches a claim where their words agree to at least ``SAME_POINT``, or where their passages in the
reference cover each other to at least ``SAME_PASSAGE`` (shared characters over all characters). Each matches at most
one, the most alike first. Whatever belongs to an unmatched question is unmatched.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.extract import extract
from knowledge.question import KeyPoint, Question
from knowledge.readers import read

FOLDER = Path(__file__).parent / "data" / "extraction"
HELD_BACK = "held-back"
SAME_QUESTION = 0.8
SAME_POINT = 0.7
SAME_PASSAGE = 0.6

_WORD = re.compile(r"\w+")
_FRAME = frozenset(
    """
    compare how they differ would each vs versus with explain define describe and when you use it what is are does do
    mean a an the
""".split()
)
_LEANING = re.compile(
    r"(it|its|they|their|them|this|that|these|those|the (former|latter))\b(?! (is|are) to say)", re.IGNORECASE
)

Expected = TypeVar("Expected")
Found = TypeVar("Found")


class BadLabels(Exception):
    """The message names the file and what is wrong with it."""


class LabelledQuestion(BaseModel):
    """``text`` as it is asked, or the ``topic`` of notes that becomes a question; claims in the document's words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = ""
    topic: str = ""
    points: Annotated[tuple[str, ...], Field(min_length=1)]


class Labels(BaseModel):
    """What a document should give; ``debris`` are words that stand in its furniture and nowhere else."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shape: str
    questions: tuple[LabelledQuestion, ...]
    debris: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labelled:
    document: Path
    labels: Labels
    held_back: bool


@dataclass(frozen=True)
class Agreement:
    """How many were expected, how many found, and how many of them match."""

    expected: int
    found: int
    matched: int

    @property
    def f1(self) -> float:
        both = self.expected + self.found
        return 2 * self.matched / both if both else 1.0

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(self.expected + other.expected, self.found + other.found, self.matched + other.matched)


@dataclass(frozen=True)
class Score:
    """``debris`` holds the furniture that became a question or key point, ``leaning`` points opening with a pronoun."""

    questions: Agreement
    points: Agreement
    debris: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.questions + other.questions,
            self.points + other.points,
            self.debris + other.debris,
            self.leaning + other.leaning,
        )


def load_labelled(folder: Path = FOLDER) -> list[Labelled]:
    """Every labelled document of the folder: NAME.json beside NAME in its own format. Raises BadLabels."""
    found = []
    for path in sorted(folder.rglob("*.json")):
        beside = [other for other in sorted(path.parent.glob(f"{path.stem}.*")) if other != path]
        if len(beside) != 1:
            raise BadLabels(f"{path} has {len(beside)} documents beside it; give it one of the same name")
        try:
            labels = Labels.model_validate_json(path.read_text("utf-8"))
        except (OSError, ValidationError) as error:
            raise BadLabels(f"{path} cannot be used: {error}") from error
        found.append(Labelled(beside[0], labels, path.parent.name == HELD_BACK))
    return found


def measure(labelled: Sequence[Labelled]) -> list[tuple[Labelled, Score]]:
    return [(one, score(one.labels, extract(read(one.document)))) for one in labelled]


def score(labels: Labels, questions: Sequence[Question]) -> Score:
    pairs = _matched(labels.questions, questions, _question_likeness, SAME_QUESTION)
    matched = sum(
        len(_matched(expected.points, found.key_points, _likeness_in(found), 1.0)) for expected, found in pairs
    )
    points = [point.text for question in questions for point in question.key_points]
    return Score(
        Agreement(len(labels.questions), len(questions), len(pairs)),
        Agreement(sum(len(question.points) for question in labels.questions), len(points), matched),
        tuple(_debris(labels.debris, [*(question.text for question in questions), *points])),
        tuple(point for point in points if _LEANING.match(point)),
    )


def alike(one: str, other: str) -> float:
    """F1 over the words of both, in 0..1."""
    return _shared(_words(one), _words(other))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    both = len(one) + len(other)
    return 2 * (Counter(one) & Counter(other)).total() / both if both else 0.0


def _question_likeness(expected: LabelledQuestion, found: Question) -> float:
    if expected.text:
        return alike(expected.text, found.text)
    return _shared(_unframed(expected.topic), _unframed(found.text))


def _unframed(text: str) -> list[str]:
    return [word for word in _words(text) if word not in _FRAME]


def _likeness_in(question: Question) -> Callable[[str, KeyPoint], float]:
    """At least 1 where a claim and a key point of the question are the same by words or by passage."""

    def likeness(claim: str, point: KeyPoint) -> float:
        words = alike(claim, point.text) / SAME_POINT
        return max(words, _covered(claim, point, question.reference) / SAME_PASSAGE)

    return likeness


def _covered(claim: str, point: KeyPoint, reference: str) -> float:
    """Shared characters over all characters of the claim's place in the reference and the key point's passage."""
    place = re.search(r"\s+".join(map(re.escape, claim.split())), reference, re.IGNORECASE)
    if place is None:
        return 0.0
    shared = min(place.end(), point.end) - max(place.start(), point.start)
    return max(shared, 0) / (max(place.end(), point.end) - min(place.start(), point.start))


def _matched(
    expected: Sequence[Expected],
    found: Sequence[Found],
    likeness: Callable[[Expected, Found], float],
    least: float,
) -> list[tuple[Expected, Found]]:
    ranked = sorted(
        (-likeness(one, other), first, second)
        for first, one in enumerate(expected)
        for second, other in enumerate(found)
    )
    taken: set[int] = set()
    given: set[int] = set()
    pairs = []
    for negative, first, second in ranked:
        if -negative >= least and first not in taken and second not in given:
            taken.add(first)
            given.add(second)
            pairs.append((expected[first], found[second]))
    return pairs


def _debris(furniture: Iterable[str], texts: Iterable[str]) -> list[str]:
    joined = "\n".join(texts)
    return [words for words in furniture if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", joined)]


def as_text(scores: Sequence[tuple[Labelled, Score]]) -> str:
    """One row a document, then the sums of those that the extractor was tuned on and of those held back."""
    rows = [_row(one.document.name + (" (held back)" if one.held_back else ""), found) for one, found in scores]
    for name, held_back in (("all but held back", False), ("all held back", True)):
        of_kind = [found for one, found in scores if one.held_back == held_back]
        if of_kind:
            rows.append(_row(name, sum(of_kind[1:], of_kind[0])))
    header = ["document", "questions F1", "found/expected", "key points F1", "found/expected", "debris", "leaning"]
    table = [header, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)


def _row(name: str, found: Score) -> list[str]:
    return [
        name,
        f"{found.questions.f1:.2f}",
        f"{found.questions.found}/{found.questions.expected}",
        f"{found.points.f1:.2f}",
        f"{found.points.found}/{found.points.expected}",
        str(len(found.debris)),
        str(len(found.leaning)),
    ]
