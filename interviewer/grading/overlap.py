"""The honest baseline: how many of a key point's content words the best clause of the answer repeats."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grade import Grade, Provenance, Verdict
from interviewer.grading.alignment import Finding, grade_by_clauses
from interviewer.grading.evidence import terms
from knowledge.question import Question

HIT_FROM = 0.5
PARTIAL_FROM = 0.25


@dataclass(frozen=True)
class OverlapGrader:
    """Needs no model. It sees words, not claims: it cannot notice a contradiction."""

    name: str = "overlap"
    version: str = "1"

    def grade(self, question: Question, answer: str) -> Grade:
        return grade_by_clauses(question, answer, _judge, Provenance(self.name, self.version, "", 0.0))


def _judge(question: Question, clauses: Sequence[str]) -> list[Finding]:
    said = [terms(clause) for clause in clauses]
    return [_finding(terms(point.text), said) for point in question.key_points]


def _finding(claim: frozenset[str], said: Sequence[frozenset[str]]) -> Finding:
    shares = [len(claim & clause) / max(len(claim), 1) for clause in said]
    best = max(range(len(shares)), key=shares.__getitem__)
    if shares[best] >= HIT_FROM:
        return Finding(Verdict.HIT, shares[best], best)
    if shares[best] >= PARTIAL_FROM:
        return Finding(Verdict.PARTIAL, shares[best], best)
    return Finding(Verdict.MISSED, shares[best], None)
