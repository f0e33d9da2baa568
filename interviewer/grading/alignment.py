"""From how well each clause of an answer supports each key point to verdicts, a score and feedback."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from interviewer.grade import (
    Grade,
    Graded,
    PointVerdict,
    Provenance,
    Quote,
    Unscorable,
    Unscored,
    Verdict,
)
from interviewer.grading.evidence import Cleaned, clauses
from interviewer.grading.feedback import feedback
from interviewer.grading.screen import Screening, readable, screen
from knowledge.question import KeyPoint, Question

CREDIT = {Verdict.HIT: 1.0, Verdict.PARTIAL: 0.5, Verdict.MISSED: 0.0, Verdict.CONTRADICTED: 0.0}


@dataclass(frozen=True)
class Finding:
    """The verdict on one key point, with the position of the clause that decides it (None: no clause bears on it)."""

    verdict: Verdict
    support: float
    clause: int | None = None


Judge = Callable[[Question, Sequence[str]], Sequence[Finding]]
"""Findings for the key points in their order, given the texts of an answer's clauses (at least one)."""


def grade_by_clauses(question: Question, answer: str, judge: Judge, provenance: Provenance) -> Grade:
    """Screens the answer, lets ``judge`` look at its clauses, and gathers the grade."""
    began = perf_counter()
    clean = readable(answer)
    screening = screen(question, answer, clean)
    settled = _unread(screening, provenance) or without_grader(question, screening, provenance)
    if settled:
        return replace(settled, provenance=_timed(provenance, began))
    ranges = clauses(clean.text)
    findings = judge(question, [clean.text[start:end] for start, end in ranges])
    verdicts = _verdicts(question, answer, clean, ranges, findings)
    return Graded(
        score(question.key_points, verdicts),
        verdicts,
        feedback(question, verdicts),
        _timed(provenance, began),
        screening.flags,
    )


def without_grader(question: Question, screening: Screening, provenance: Provenance) -> Grade | None:
    """The grade that is plain from the screening alone: of an answer too long, or without content; else None."""
    if screening.too_long:
        return Unscored(Unscorable.TOO_LONG, screening.too_long, provenance)
    if not screening.empty:
        return None
    verdicts = tuple(point_verdict(question, place, Verdict.MISSED) for place in range(len(question.key_points)))
    text = f"No point could be credited: {screening.empty}."
    return Graded(0.0, verdicts, text, provenance, (screening.empty, *screening.flags))


def _unread(screening: Screening, provenance: Provenance) -> Grade | None:
    """The grade of what only a language model could read: none."""
    unread = screening.unread
    return Unscored(unread.reason, unread.detail, provenance) if unread else None


def score(key_points: Sequence[KeyPoint], verdicts: Sequence[PointVerdict]) -> float:
    """The weighted share of the key points that is covered, 0..1: a hit counts whole, a partial one half."""
    total = sum(point.weight for point in key_points)
    earned = sum(key_points[v.key_point].weight * CREDIT[v.verdict] for v in verdicts)
    return earned / total if total else 0.0


def _verdicts(
    question: Question,
    answer: str,
    clean: Cleaned,
    ranges: Sequence[tuple[int, int]],
    findings: Sequence[Finding],
) -> tuple[PointVerdict, ...]:
    return tuple(
        point_verdict(
            question,
            position,
            finding.verdict,
            None if finding.clause is None else clean.quote(answer, *ranges[finding.clause]),
            round(finding.support, 4),
        )
        for position, (_, finding) in enumerate(zip(question.key_points, findings, strict=True))
    )


def point_verdict(
    question: Question, position: int, verdict: Verdict, evidence: Quote | None = None, support: float = 0.0
) -> PointVerdict:
    """The verdict on the key point at that position, beside the passage of the reference that it stands for."""
    point = question.key_points[position]
    return PointVerdict(position, verdict, Quote(question.passage(point), point.start, point.end), evidence, support)


def _timed(provenance: Provenance, began: float) -> Provenance:
    return replace(provenance, seconds=round(perf_counter() - began, 4))
