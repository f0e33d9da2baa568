"""Which questions ask the same. Pure; the thresholds were tried on pairs of questions that differ by a word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from knowledge.embedder import Vectors
from knowledge.question import Question
from knowledge.terms import content, negated, numbers, stem, words

CANDIDATE_FROM = 0.75
ADDED_FROM = 0.85
EXCHANGED_FROM = 0.95
NEAREST = 20
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
    one, other = _asked(first), _asked(second)
    if one.plain == other.plain:
        return True
    if (one.denies, one.numbers) != (other.denies, other.numbers):
        return False
    if one.terms == other.terms:
        return cosine >= CANDIDATE_FROM
    exchanged = one.terms - other.terms and other.terms - one.terms
    return cosine >= (EXCHANGED_FROM if exchanged else ADDED_FROM)


def _near(vectors: Vectors) -> Iterator[tuple[int, int, float]]:
    """
    The pairs of rows with a cosine of ``CANDIDATE_FROM`` or more; of each row the ``NEAREST`` among those after it.

    A block of rows at a time, so that memory stays small.
    """
    for start in range(0, len(vectors), _ROWS):
        cosines = vectors[start : start + _ROWS] @ vectors[start:].T
        for row, own in enumerate(cosines):
            near = np.flatnonzero(own[row + 1 :] >= CANDIDATE_FROM) + row + 1
            for column in near[np.argsort(-own[near], kind="stable")[:NEAREST]]:
                yield start + row, start + int(column), min(1.0, float(own[column]))


@dataclass(frozen=True)
class _Asked:
    """A question's text as far as it is compared; ``terms`` are the stems of what it asks for."""

    plain: str
    denies: bool
    numbers: frozenset[str]
    terms: frozenset[str]


@lru_cache(maxsize=50_000)
def _asked(text: str) -> _Asked:
    return _Asked(_plain(text), negated(text), numbers(text), frozenset(content(text)) - _ASKING)


def _plain(text: str) -> str:
    return " ".join(words(text)).replace("-", " ")
