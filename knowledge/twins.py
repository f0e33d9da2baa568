"""Which questions ask the same. Pure; the thresholds were tried on pairs of questions that differ by a word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.embedder import Vectors
from knowledge.question import Question
from knowledge.terms import content, negated, numbers, stem, words

CANDIDATE_FROM = 0.75
ADDED_FROM = 0.85
EXCHANGED_FROM = 0.95
_ROWS = 512
# Words that ask, and say nothing of what is asked for.
_ASKING = frozenset(
    stem(word)
    for word in """
    compare concept define definition describe differ difference discuss explain give help idea mean meaning meet need
    notice problem purpose role tell term work works
""".split()
)


@dataclass(frozen=True)
class Twins:
    """Two questions that ask the same, with the cosine of their texts."""

    first: Question
    second: Question
    similarity: float


def twins(questions: Sequence[Question], vectors: Vectors) -> list[Twins]:
    """
    Every pair that asks the same, the most alike first; ``vectors`` (n, d) of the questions' texts, at unit length.

    Of many questions in the same words each is paired with the first only.
    """
    firsts: dict[str, int] = {}
    repeated: dict[int, int] = {}
    for place, question in enumerate(questions):
        earlier = firsts.setdefault(_plain(question.text), place)
        if earlier != place:
            repeated[place] = earlier
    found = [Twins(questions[earlier], questions[place], 1.0) for place, earlier in repeated.items()]
    kept = [place for place in range(len(questions)) if place not in repeated]
    for one, other, cosine in _near(vectors[kept]):
        first, second = questions[kept[one]], questions[kept[other]]
        if ask_the_same(first.text, second.text, cosine):
            found.append(Twins(first, second, cosine))
    return sorted(found, key=lambda pair: -pair.similarity)


def ask_the_same(first: str, second: str, cosine: float) -> bool:
    """
    Whether two questions whose texts have that cosine ask the same.

    "max pooling" and "average pooling" are near and are not: where each has a word of its own, nearly everything else
    must agree. A denial or a number in one of them makes another question.
    """
    if _plain(first) == _plain(second):
        return True
    if negated(first) != negated(second) or numbers(first) != numbers(second):
        return False
    one, other = _asked_for(first), _asked_for(second)
    if one == other:
        return cosine >= CANDIDATE_FROM
    return cosine >= (EXCHANGED_FROM if one - other and other - one else ADDED_FROM)


def _near(vectors: Vectors) -> Iterator[tuple[int, int, float]]:
    """The pairs of rows with a cosine of ``CANDIDATE_FROM`` or more, a block of rows at a time."""
    for start in range(0, len(vectors), _ROWS):
        cosines = vectors[start : start + _ROWS] @ vectors[start:].T
        for row, column in np.argwhere(cosines >= CANDIDATE_FROM):
            if column > row:
                yield start + int(row), start + int(column), min(1.0, float(cosines[row, column]))


def _asked_for(text: str) -> frozenset[str]:
    return frozenset(content(text)) - _ASKING


def _plain(text: str) -> str:
    return " ".join(words(text)).replace("-", " ")
