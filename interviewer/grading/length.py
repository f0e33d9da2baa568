"""The baseline that every grader has to beat: a longer answer is worth more, whatever it says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewer.grade import Grade, Graded, Provenance, Verdict
from interviewer.grading.alignment import Finding, grade_by_clauses
from interviewer.grading.evidence import words
from knowledge.question import Question

HIT_FROM = 0.75
PARTIAL_FROM = 0.4


@dataclass(frozen=True)
class LengthGrader:
    """The score is the answer's words over the reference's, at most 1. For comparison only: it reads nothing."""

    name: str = "length"
    version: str = "1"

    def grade(self, question: Question, answer: str) -> Grade:
        grade = grade_by_clauses(question, answer, _judge, Provenance(self.name, self.version, "", 0.0))
        if isinstance(grade, Graded) and any(verdict.support for verdict in grade.verdicts):
            return replace(grade, score=grade.verdicts[0].support)
        return grade


def _judge(question: Question, clauses: Sequence[str]) -> list[Finding]:
    """The same finding for every key point, with the longest clause for its evidence."""
    share = min(sum(len(words(clause)) for clause in clauses) / max(len(words(question.reference)), 1), 1.0)
    longest = max(range(len(clauses)), key=lambda place: len(clauses[place]))
    if share < PARTIAL_FROM:
        return [Finding(Verdict.MISSED, share)] * len(question.key_points)
    return [Finding(Verdict.HIT if share >= HIT_FROM else Verdict.PARTIAL, share, longest)] * len(question.key_points)
