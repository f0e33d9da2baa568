"""Meaning and words together: each key point against the clause of the answer that is nearest to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.errors import InterviewerError
from interviewer.grade import Grade, Provenance, Unscorable, Unscored, Verdict
from interviewer.grading.alignment import Finding, grade_by_clauses
from interviewer.grading.evidence import negated, numbers, segments, stems, terms
from knowledge.embedder import Embedder
from knowledge.errors import KnowledgeError
from knowledge.question import Question

# Chosen on human-graded answers; see docs/lab-log.md, 2026-11-24.
HIT_FROM = 0.5
PARTIAL_FROM = 0.38
WORDS_SHARE = 0.4
SAME_SUBJECT = 0.4
SAME_PART = 0.5
MISCONCEIVED_FROM = 0.6
MISCONCEIVED_LEAD = 0.05

_OPPOSITES = (
    "increase decrease, increase reduce, increase shrink, grow shrink, enlarge reduce, larger smaller, large small,"
    "largest smallest, highest lowest, high low, higher lower, more less, more fewer, most least, faster slower,"
    "fast slow, max min, maximum minimum, maximise minimise, before after, first last, early late, deep shallow,"
    "deeper shallower, freeze unfreeze, frozen trainable, supervised unsupervised, linear nonlinear,"
    "linear non-linear, real fake, always never, over under, overfitting underfitting, high-level low-level"
)

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Claims:
    """A question's text, key points and misconceptions, encoded once: (d,), (key points, d), (misconceptions, d)."""

    asked: Vectors
    points: Vectors
    wrong: Vectors


def encode_claims(embedder: Embedder, question: Question) -> Claims:
    texts = [question.text, *(point.text for point in question.key_points)]
    texts += [wrong.text for wrong in question.misconceptions]
    vectors = embedder.encode(texts)
    last = 1 + len(question.key_points)
    return Claims(vectors[0], vectors[1:last], vectors[last:])


class EmbeddingGrader:
    """
    Support of a key point = 0.6 cosine of its nearest clause + 0.4 share of its content words in the whole answer.

    A clause on the same subject that denies it, turns it round, or gives other numbers contradicts it, and so does one
    that is nearer to a known misconception.
    """

    name = "embedding"
    version = "1"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._claims = lru_cache(maxsize=512)(partial(encode_claims, embedder))

    def grade(self, question: Question, answer: str) -> Grade:
        provenance = Provenance(self.name, self.version, self._embedder.fingerprint, 0.0)
        try:
            return grade_by_clauses(question, answer, self._judge, provenance)
        except (KnowledgeError, InterviewerError) as error:
            return Unscored(Unscorable.GRADER_FAILED, str(error), provenance)

    def _judge(self, question: Question, clauses: Sequence[str]) -> list[Finding]:
        return judge(question, self._claims(question), clauses, self._embedder.encode(clauses))


def judge(question: Question, claims: Claims, clauses: Sequence[str], said: Vectors) -> list[Finding]:
    """A finding per key point; ``said`` are the clauses' vectors, (clauses, d)."""
    near_points = claims.points @ said.T
    near_wrong = claims.wrong @ said.T
    wrong = _misconceived(near_points, near_wrong)
    asked = terms(question.text)
    spoilt = [bool(column.any()) for column in wrong.T]
    sound = " ".join(clause for clause, out in zip(clauses, spoilt, strict=True) if not out)
    findings = []
    for position, point in enumerate(question.key_points):
        near = np.where(spoilt, 0.0, near_points[position])
        lexical = [_share(point.text, clause, asked) for clause in clauses]
        best = int(_mixed(near, np.where(spoilt, 0.0, lexical)).argmax())
        support = float(_mixed(near.max(), _share(point.text, sound, asked)))
        against = [row for row, known in enumerate(question.misconceptions) if known.key_point == position]
        misled = wrong[against].any(axis=0)
        if misled.any() and support < HIT_FROM:
            findings.append(Finding(Verdict.CONTRADICTED, support, int(misled.argmax())))
        else:
            turned = lexical[best] >= SAME_SUBJECT and contradicts(point.text, clauses[best])
            findings.append(_finding(support, best, turned))
    return findings


def _mixed(near: Any, lexical: Any) -> Any:  # noqa: ANN401 (numbers or arrays alike)
    return (1 - WORDS_SHARE) * near + WORDS_SHARE * lexical


def _misconceived(near_points: Vectors, near_wrong: Vectors) -> NDArray[np.bool_]:
    """
    Which clauses state which misconception: those nearer to it than to any key point. They support nothing.

    Shape (misconceptions, clauses), from cosines of shapes (key points, clauses) and (misconceptions, clauses).
    """
    nearer = near_wrong >= near_points.max(axis=0) + MISCONCEIVED_LEAD
    stated: NDArray[np.bool_] = nearer & (near_wrong >= MISCONCEIVED_FROM)
    return stated


def _finding(support: float, clause: int, turned: bool) -> Finding:
    if support < PARTIAL_FROM:
        return Finding(Verdict.MISSED, support)
    if turned:
        return Finding(Verdict.CONTRADICTED, support, clause)
    return Finding(Verdict.HIT if support >= HIT_FROM else Verdict.PARTIAL, support, clause)


def _share(claim: str, said: str, asked: frozenset[str]) -> float:
    """The share of the claim's content words in what is said; words that the question gives count for nothing."""
    wanted = terms(claim)
    own = wanted - asked
    wanted = own if len(own) >= 2 else wanted
    return len(wanted & terms(said)) / max(len(wanted), 1)


def contradicts(claim: str, clause: str) -> bool:
    """Whether a clause on the claim's subject denies it, gives only other numbers, or says the opposite."""
    if _denies(claim, clause):
        return True
    wanted, given = numbers(claim), numbers(clause)
    if wanted and given and not wanted & given:
        return True
    only_claim, only_clause = stems(claim) - stems(clause), stems(clause) - stems(claim)
    return any(
        (left in only_claim and right in only_clause) or (right in only_claim and left in only_clause)
        for left, right in _opposites()
    )


def _denies(claim: str, clause: str) -> bool:
    """Whether, of the parts of both that speak most alike, just one is denied: a denial reaches no further."""
    pairs = [(ours, theirs) for ours in segments(claim) for theirs in segments(clause)]
    if not pairs:
        return False
    ours, theirs = max(pairs, key=lambda pair: len(terms(pair[0]) & terms(pair[1])))
    alike = len(terms(ours) & terms(theirs)) >= SAME_PART * max(len(terms(ours)), 1)
    return alike and negated(ours) != negated(theirs)


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[str, str], ...]:
    pairs = (pair.split() for pair in _OPPOSITES.split(","))
    return tuple((next(iter(stems(left))), next(iter(stems(right)))) for left, right in pairs)
