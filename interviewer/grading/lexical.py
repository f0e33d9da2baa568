"""Words in their order: the longest common subsequence of a key point and each clause, as ROUGE-L counts it."""

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grade import Grade, Provenance, Verdict
from interviewer.grading.alignment import Finding, grade_by_clauses
from interviewer.grading.evidence import content
from knowledge.question import Question

HIT_FROM = 0.5
PARTIAL_FROM = 0.25
RECALL_WEIGHT = 1.2  # as in ROUGE (Lin 2004): the claim's words that are said count for more than the words added


@dataclass(frozen=True)
class LexicalGrader:
    """Unlike ``overlap`` it minds the order of the words and what is added to them. It needs no model."""

    name: str = "lexical"
    version: str = "1"

    def grade(self, question: Question, answer: str) -> Grade:
        return grade_by_clauses(question, answer, _judge, Provenance(self.name, self.version, "", 0.0))


def _judge(question: Question, clauses: Sequence[str]) -> list[Finding]:
    said = [content(clause) for clause in clauses]
    return [_finding(content(point.text), said) for point in question.key_points]


def _finding(claim: Sequence[str], said: Sequence[Sequence[str]]) -> Finding:
    shares = [rouge_l(claim, clause) for clause in said]
    best = max(range(len(shares)), key=shares.__getitem__)
    if shares[best] >= PARTIAL_FROM:
        return Finding(Verdict.HIT if shares[best] >= HIT_FROM else Verdict.PARTIAL, shares[best], best)
    return Finding(Verdict.MISSED, shares[best])


def rouge_l(claim: Sequence[str], clause: Sequence[str]) -> float:
    """The F measure, 0..1, of the longest common subsequence of two sequences of words."""
    from rapidfuzz.distance import LCSseq

    common = LCSseq.similarity(claim, clause)
    if not common:
        return 0.0
    recall, precision = common / len(claim), common / len(clause)
    square = RECALL_WEIGHT**2
    return (1 + square) * recall * precision / (recall + square * precision)
