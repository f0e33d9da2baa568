"""What the trained grader looks at: one row of numbers for an answer, each independent of the subject."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interviewer.grade import Verdict
from interviewer.grading.alignment import Finding
from interviewer.grading.embedding import Claims, Vectors
from interviewer.grading.evidence import negated, numbers, terms, words
from knowledge.question import Question

FEATURES = (
    "recall", "precision", "overlap", "own recall", "own precision", "question copied", "log words",
    "log reference words", "length against the reference", "letters in common", "letters recalled",
    "pairs recalled", "denied once", "other numbers", "cosine", "cosine with the question", "nearest per point",
    "nearest of the worst point", "nearest per clause", "support", "least support", "points credited",
    "points contradicted",
)  # fmt: skip
"""The columns of ``features``, in their order."""


def features(
    question: Question, claims: Claims, clauses: Sequence[str], said: Vectors, findings: Sequence[Finding]
) -> NDArray[np.float64]:
    """
    (len(FEATURES),) for one answer of at least one clause.

    ``said`` are the clauses' vectors, (clauses, d); ``findings`` are one per key point.
    """
    answer = " ".join(clauses)
    reference = " ".join(point.text for point in question.key_points)
    row = [
        *_words_in_common(question.text, reference, answer),
        *_letters_in_common(reference, answer),
        float(negated(reference) != negated(answer)),
        float(_other_numbers(reference, answer)),
        *_nearness(claims, said),
        *_verdicts(question, findings),
    ]
    return np.array(row, np.float64)


def _words_in_common(asked: str, reference: str, answer: str) -> list[float]:
    given, wanted, said = terms(asked), terms(reference), terms(answer)
    own = wanted - given or wanted
    common = len(wanted & said)
    long, length = math.log1p(len(words(reference))), math.log1p(len(words(answer)))
    return [
        common / max(len(wanted), 1),
        common / max(len(said), 1),
        2 * common / max(len(wanted) + len(said), 1),
        len(own & said) / max(len(own), 1),
        len(own & said) / max(len(said - given), 1),
        len(given & said) / max(len(said), 1),
        length,
        long,
        min(length - long, 0.5),
    ]


def _letters_in_common(reference: str, answer: str) -> list[float]:
    wanted, said = _fours(reference), _fours(answer)
    common = len(wanted & said)
    pairs, given = _pairs(reference), _pairs(answer)
    return [
        2 * common / max(len(wanted) + len(said), 1),
        common / max(len(wanted), 1),
        len(pairs & given) / max(len(pairs), 1),
    ]


@lru_cache(maxsize=4096)
def _fours(text: str) -> frozenset[str]:
    line = f" {' '.join(words(text))} "
    return frozenset(line[place : place + 4] for place in range(len(line) - 3))


@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    said = words(text)
    return frozenset(pairwise(said))


def _other_numbers(reference: str, answer: str) -> bool:
    wanted, given = numbers(reference), numbers(answer)
    return bool(wanted and given and not wanted & given)


def _nearness(claims: Claims, said: Vectors) -> list[float]:
    near = claims.points @ said.T
    whole, reference = _mean(said), _mean(claims.points)
    return [
        float(reference @ whole),
        float(claims.asked @ whole),
        float(near.max(axis=1).mean()),
        float(near.max(axis=1).min()),
        float(near.max(axis=0).mean()),
    ]


def _mean(vectors: Vectors) -> NDArray[np.float32]:
    mean = vectors.mean(axis=0)
    unit: NDArray[np.float32] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return unit


def _verdicts(question: Question, findings: Sequence[Finding]) -> list[float]:
    weights = np.array([point.weight for point in question.key_points], np.float64)
    weights /= weights.sum()
    supports = np.array([finding.support for finding in findings])
    credited = [finding.verdict in {Verdict.HIT, Verdict.PARTIAL} for finding in findings]
    against = [finding.verdict is Verdict.CONTRADICTED for finding in findings]
    return [
        float(weights @ supports),
        float(supports.min()),
        float(weights @ credited),
        float(weights @ against),
    ]
