"""One or two sentences built from the verdicts: what was right, what was wrong, what was missing."""

from collections.abc import Sequence

from interviewer.grade import PointVerdict, Verdict
from knowledge.question import KeyPoint, Question

_SHORT = 90


def feedback(question: Question, verdicts: Sequence[PointVerdict]) -> str:
    """Says nothing of the person, and praises nothing that was missed."""
    hits = _points(question, verdicts, Verdict.HIT)
    partial = _points(question, verdicts, Verdict.PARTIAL)
    wrong = _points(question, verdicts, Verdict.CONTRADICTED)
    missed = _points(question, verdicts, Verdict.MISSED)
    covered = f"Covered: {_names(hits)}." if hits else "None of the expected points is fully covered."
    gaps = []
    if wrong:
        gaps.append(f"against the reference: {_names(wrong)}")
    if partial:
        gaps.append(f"only in part: {_names(partial)}")
    if missed:
        gaps.append(f"missing: {_names(missed)}")
    if not gaps:
        return (
            "The one expected point is covered."
            if len(verdicts) == 1
            else f"All {len(verdicts)} expected points are covered."
        )
    rest = "; ".join(gaps)
    return f"{covered} {rest[0].upper()}{rest[1:]}."


def _points(question: Question, verdicts: Sequence[PointVerdict], verdict: Verdict) -> list[KeyPoint]:
    return [question.key_points[v.key_point] for v in verdicts if v.verdict is verdict]


def _names(points: Sequence[KeyPoint]) -> str:
    names = [name_of(point) for point in points]
    shown = names[:3]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def name_of(point: KeyPoint) -> str:
    """Its label; without one, its claim in short and in quotation marks."""
    return point.label or f"\u201c{_shortened(point.text)}\u201d"


def _shortened(text: str) -> str:
    text = text.rstrip(".")
    if len(text) <= _SHORT:
        return text
    return text[:_SHORT].rsplit(" ", 1)[0] + "\u2026"
