"""What a grader says of an answer: a verdict per key point, with the exact words on both sides."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Verdict(StrEnum):
    HIT = "hit"
    PARTIAL = "partial"
    MISSED = "missed"
    CONTRADICTED = "contradicted"


class Band(StrEnum):
    """Quarters of the score: below 0.25, 0.50, 0.75, and from there on."""

    INSUFFICIENT = "insufficient"
    DEVELOPING = "developing"
    SOLID = "solid"
    STRONG = "strong"


class Unscorable(StrEnum):
    """Why there is no score."""

    TOO_LONG = "too long"
    OTHER_LANGUAGE = "other language"
    CODE = "code"
    MODEL_FAILED = "model failed"
    GRADER_FAILED = "grader failed"


@dataclass(frozen=True)
class Quote:
    """``text`` is exactly what stands at ``start`` to ``end`` of the answer, or of the reference."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class PointVerdict:
    """
    The verdict on the key point with that position.

    ``evidence`` quotes the answer; it is None only where nothing in the answer bears on the point. ``passage`` quotes
    the reference. ``support`` in 0..1 is how strongly the answer supports the claim, on the grader's own scale. After
    a dispute the evidence may lie ``evidence_in`` the argument: its places then count from the argument's beginning.
    """

    key_point: int
    verdict: Verdict
    passage: Quote
    evidence: Quote | None = None
    support: float = 0.0
    evidence_in: Literal["answer", "argument"] = "answer"


@dataclass(frozen=True)
class Usage:
    """Tokens as the server counted them, over every call of a grade; ``cost`` is None where no price is set."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None


@dataclass(frozen=True)
class Opinion:
    """
    What one member of an ensemble said.

    ``score`` in 0..1 is on one scale, so that members can be compared; None with the ``reason`` where the member gave
    none. ``weight`` in 0..1 is its share of the ensemble's score.
    """

    grader: str
    version: str
    score: float | None
    weight: float
    reason: str = ""


@dataclass(frozen=True)
class Provenance:
    """
    ``version`` changes when the same answer could get another grade; ``model`` is empty where none is used.

    Of a language model: its id as the server resolved it, the hash of the ``prompt``, and the ``rung`` of the ladder
    of structured output that gave the reply. Of an ensemble: its members' ``opinions``, and the name of the member
    that the verdicts and their evidence are by.
    """

    grader: str
    version: str
    model: str
    seconds: float
    prompt: str = ""
    rung: str = ""
    usage: Usage = Usage()
    opinions: tuple[Opinion, ...] = ()
    verdicts_by: str = ""

    @property
    def language_model(self) -> bool:
        """Whether a language model graded; an embedder is none."""
        return bool(self.prompt or self.rung)


@dataclass(frozen=True)
class Graded:
    """
    ``score`` in 0..1; ``flags`` name what a person may want to look at ("reference pasted").

    ``confidence`` is the estimated probability that a human grader's score is within 0.25 of this one; None where the
    grader has no such estimate. ``needs_person`` says why a person should decide; empty where nobody need.
    ``disagreement`` in 0..1 is how far an ensemble's highest opinion is from its lowest; None of a single grader.
    """

    score: float
    verdicts: tuple[PointVerdict, ...]
    feedback: str
    provenance: Provenance
    flags: tuple[str, ...] = ()
    confidence: float | None = None
    needs_person: str = ""
    disagreement: float | None = None
    status: Literal["graded"] = "graded"

    @property
    def band(self) -> Band:
        return band(self.score)


@dataclass(frozen=True)
class Unscored:
    """No grade could be given: a value of its own, never a score of 0."""

    reason: Unscorable
    detail: str
    provenance: Provenance
    status: Literal["unscored"] = "unscored"


Grade = Graded | Unscored


def band(score: float) -> Band:
    """The band of a score in 0..1."""
    if score < 0.25:
        return Band.INSUFFICIENT
    if score < 0.5:
        return Band.DEVELOPING
    return Band.SOLID if score < 0.75 else Band.STRONG
