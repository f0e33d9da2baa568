"""What the trained grader looks at: one row of numbers for an answer, each independent of the subject."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.grade import Verdict
from interviewer.grading.alignment import Finding
from interviewer.grading.embedding import Claims
from interviewer.grading.recall import Weighed, recall, together, weighed
from knowledge.embedder import EncodedText, OnnxEmbedder, Vectors
from knowledge.question import Question

FEATURES = ("recall", "precision", "mean recall", "least recall", "weight against the key points")
"""The columns that the head weighs, in their order."""


_CORE = 12.0  # about a sentence and a half


@dataclass(frozen=True)
class Expected:
    """A question encoded once: its claims as vectors, its text token by token, and its key points weighed."""

    claims: Claims
    asked: EncodedText
    points: tuple[Weighed, ...]


@dataclass(frozen=True)
class Measured:
    """
    ``row`` (len(FEATURES),) is what the head weighs.

    The others bound its score: ``relevance`` in 0..1 says how far the answer is about the key points at all, ``core``
    how far its nearest clauses are, whatever stands beside them; ``weight`` how much it says, ``contradicted`` is a
    weighted share of the key points.
    """

    row: NDArray[np.float64]
    relevance: float
    core: float
    weight: float
    contradicted: float


def expect(embedder: OnnxEmbedder, question: Question) -> Expected:
    wrong = [misconception.text for misconception in question.misconceptions]
    asked, *rest = embedder.encode_tokens([question.text, *(point.text for point in question.key_points), *wrong])
    points, known = rest[: len(question.key_points)], rest[len(question.key_points) :]
    claims = Claims(asked.vector, stacked(points), stacked(known, asked.vector.shape[0]))
    return Expected(claims, asked, tuple(weighed(point, asked) for point in points))


def measure(
    question: Question, expected: Expected, said: Sequence[EncodedText], findings: Sequence[Finding]
) -> Measured:
    """Of one answer with at least one clause; ``said`` are its clauses, ``findings`` one per key point."""
    weights = np.array([point.weight for point in question.key_points], np.float64)
    weights /= weights.sum()
    clauses = [weighed(clause, expected.asked) for clause in said]
    answer = together(clauses)
    wanted = together(expected.points)
    each = np.array([recall(point, answer) for point in expected.points])
    precision = recall(answer, wanted)
    near = expected.claims.points @ stacked(said).T
    row = [
        recall(wanted, answer),
        precision,
        float(weights @ each),
        float(each.min()),
        min(math.log1p(answer.weight) - math.log1p(wanted.weight), 0.5),
    ]
    verdicts = [finding.verdict for finding in findings]
    return Measured(
        row=np.array(row),
        relevance=0.5 * precision + 0.3 * float(near.max(axis=1).mean()) + 0.2 * float(near.max(axis=0).mean()),
        core=_core([(recall(clause, wanted), clause.weight) for clause in clauses], near.max(axis=0)),
        weight=answer.weight,
        contradicted=float(weights @ [verdict is Verdict.CONTRADICTED for verdict in verdicts]),
    )


def _core(clauses: Sequence[tuple[float, float]], near: Vectors) -> float:
    """The mean nearness of the nearest clauses that together weigh ``_CORE``, given each one's precision and weight."""
    nearest = sorted(
        (
            (0.7 * precision + 0.3 * float(cosine), weight)
            for (precision, weight), cosine in zip(clauses, near, strict=True)
        ),
        reverse=True,
    )
    total, left = 0.0, _CORE
    for nearness, weight in nearest:
        taken = min(weight, left)
        total += nearness * taken
        left -= taken
    return total / max(_CORE - left, 1e-9)


def stacked(texts: Sequence[EncodedText], dimension: int = 0) -> Vectors:
    """The texts' vectors (n, d); (0, dimension) for none."""
    return np.stack([text.vector for text in texts]) if texts else np.zeros((0, dimension), np.float32)
