"""What is asked, and the claims of its reference text that an answer is graded on."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


@dataclass(frozen=True)
class Source:
    """The characters ``start`` to ``end`` of a document's text; ``place`` is where they stand in the original."""

    document_id: str
    title: str
    start: int
    end: int
    place: str = ""  # "page 12", "lines 40-52", "cell 3", "row 7", "chapter Attention"; empty where it is not known


@dataclass(frozen=True)
class KeyPoint:
    """
    One claim, gradable by itself.

    ``Question.reference[start:end]`` is the exact passage that supports it. ``label`` names its subject in a few words
    without giving the claim away ("stride"); it may be empty. ``weight`` is relative to the other key points.
    """

    text: str
    start: int
    end: int
    label: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class FollowUp:
    """A question that presses on the key point with that position in ``Question.key_points``."""

    key_point: int
    text: str


@dataclass(frozen=True)
class Misconception:
    """A wrong claim that candidates make about the key point with that position."""

    key_point: int
    text: str


@dataclass(frozen=True)
class Question:
    """``hints`` run from a nudge to nearly the answer; ``rephrasing`` asks the same in other words."""

    id: str
    text: str
    topic: str
    level: Level
    reference: str
    key_points: tuple[KeyPoint, ...]
    source: Source
    hints: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    rephrasing: str = ""
    citations: tuple[str, ...] = ()

    def passage(self, key_point: KeyPoint) -> str:
        return self.reference[key_point.start : key_point.end]


def question_id(source: str, text: str) -> str:
    """The same question of the same document keeps its id when the document's other text changes."""
    normalised = " ".join(text.casefold().split())
    return hashlib.sha256(f"{source}\0{normalised}".encode()).hexdigest()[:16]
