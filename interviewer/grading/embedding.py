"""Meaning and words together: each key point against the clause of the answer that is nearest to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from interviewer.errors import InterviewerError
from interviewer.grade import Grade, Provenance, Unscorable, Unscored, Verdict
from interviewer.grading.alignment import Finding, grade_by_clauses
from interviewer.grading.evidence import negated, numbers, terms
from knowledge.embedder import Embedder
from knowledge.errors import KnowledgeError
from knowledge.question import Question

HIT_FROM = 0.56
PARTIAL_FROM = 0.42
WORDS_SHARE = 0.4
SAME_SUBJECT = 0.4
MISCONCEIVED_FROM = 0.6
MISCONCEIVED_LEAD = 0.05

_OPPOSITES = [
    ("increase", "decrease"),
    ("increase", "reduce"),
    ("increase", "shrink"),
    ("grow", "shrink"),
    ("larger", "smaller"),
    ("high", "low"),
    ("higher", "lower"),
    ("more", "less"),
    ("more", "fewer"),
    ("faster", "slower"),
    ("maximum", "minimum"),
    ("maximise", "minimise"),
    ("before", "after"),
    ("first", "last"),
    ("early", "late"),
    ("freeze", "unfreeze"),
    ("supervised", "unsupervised"),
    ("linear", "nonlinear"),
    ("real", "fake"),
    ("always", "never"),
]
_OPPOSITE_OF: dict[str, set[str]] = {}
for _left, _right in _OPPOSITES:
    _OPPOSITE_OF.setdefault(_left, set()).add(_right)
    _OPPOSITE_OF.setdefault(_right, set()).add(_left)

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class _Claims:
    """A question's key points and misconceptions, encoded once."""

    points: Vectors
    wrong: Vectors


class EmbeddingGrader:
    """
    Support of a key point = 0.6 cosine + 0.4 share of its content words, over the best clause.

    A clause on the same subject that denies it, turns it round, or gives other numbers contradicts it, and so does one
    that is nearer to a known misconception.
    """

    name = "embedding"
    version = "1"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._claims = lru_cache(maxsize=512)(self._encode_claims)

    def grade(self, question: Question, answer: str) -> Grade:
        provenance = Provenance(self.name, self.version, self._embedder.fingerprint, 0.0)
        try:
            return grade_by_clauses(question, answer, self._judge, provenance)
        except (KnowledgeError, InterviewerError) as error:
            return Unscored(Unscorable.GRADER_FAILED, str(error), provenance)

    def _encode_claims(self, question: Question) -> _Claims:
        return _Claims(
            self._embedder.encode([point.text for point in question.key_points]),
            self._embedder.encode([wrong.text for wrong in question.misconceptions]),
        )

    def _judge(self, question: Question, clauses: Sequence[str]) -> list[Finding]:
        claims = self._claims(question)
        said = self._embedder.encode(clauses)
        near_points = claims.points @ said.T
        near_wrong = claims.wrong @ said.T
        asked = terms(question.text)
        findings = []
        for position, point in enumerate(question.key_points):
            lexical = np.array([_share(point.text, clause, asked) for clause in clauses])
            support = (1 - WORDS_SHARE) * near_points[position] + WORDS_SHARE * lexical
            best = int(support.argmax())
            misled = [
                (float(near_wrong[row, column]), column)
                for row, wrong in enumerate(question.misconceptions)
                if wrong.key_point == position
                for column in [int(near_wrong[row].argmax())]
                if near_wrong[row, column] >= max(MISCONCEIVED_FROM, near_points[position, column] + MISCONCEIVED_LEAD)
            ]
            if misled and float(support[best]) < max(misled)[0]:
                findings.append(Finding(Verdict.CONTRADICTED, float(support[best]), max(misled)[1]))
            else:
                findings.append(_finding(point.text, clauses, float(support[best]), best, float(lexical[best])))
        return findings


def _finding(claim: str, clauses: Sequence[str], support: float, best: int, lexical: float) -> Finding:
    if support < PARTIAL_FROM:
        return Finding(Verdict.MISSED, support)
    if lexical >= SAME_SUBJECT and contradicts(claim, clauses[best]):
        return Finding(Verdict.CONTRADICTED, support, best)
    return Finding(Verdict.HIT if support >= HIT_FROM else Verdict.PARTIAL, support, best)


def _share(claim: str, clause: str, asked: frozenset[str]) -> float:
    """The share of the claim's content words in the clause; words that the question gives count for nothing."""
    wanted = terms(claim)
    own = wanted - asked
    wanted = own if len(own) >= 2 else wanted
    return len(wanted & terms(clause)) / max(len(wanted), 1)


def contradicts(claim: str, clause: str) -> bool:
    """Whether a clause on the claim's subject denies it, gives only other numbers, or says the opposite."""
    if negated(claim) != negated(clause):
        return True
    wanted, given = numbers(claim), numbers(clause)
    if wanted and given and not wanted & given:
        return True
    mine, theirs = terms(claim), terms(clause)
    return any(
        terms(word) & mine and not terms(word) & theirs and any(terms(other) & (theirs - mine) for other in others)
        for word, others in _OPPOSITE_OF.items()
    )
