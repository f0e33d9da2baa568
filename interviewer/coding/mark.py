"""What a coding round is worth: correctness as measured, the answers on it as graded, less the hints. A pure rule."""

from dataclasses import dataclass

from interviewer.coding.outcome import Check
from interviewer.coding.round import Reply, Round, RoundOutcome
from interviewer.grade import Unscored

# Right results by the very operation that was to be written.
BARRED_CREDIT = 0.5


@dataclass(frozen=True)
class Line:
    """A line of the rubric. ``earned`` in 0..1 is None where it is left out; ``basis`` says what it rests on."""

    name: str
    weight: float
    text: str
    earned: float | None
    basis: str


@dataclass(frozen=True)
class Mark:
    """
    ``score`` in 0..1, after the hints. The lines of the rubric but the last share the measured correctness, the last
    one is the mean over the follow-ups (one passed on counts 0). A line without a result is left out, and the others
    take its weight; where none has one, there is no score.
    """

    score: float | None
    score_without_hints: float | None
    correctness: float | None
    explanation: float | None
    lines: tuple[Line, ...]


def mark(held: Round) -> Mark:
    correct, measured = _correctness(held)
    explained, graded = _explanation(held)
    *measurable, last = held.task.rubric
    lines = (
        *(Line(line.name, line.weight, line.text, correct, measured) for line in measurable),
        Line(last.name, last.weight, last.text, explained, graded),
    )
    scored = [(line.weight, line.earned) for line in lines if line.earned is not None]
    before = sum(weight * earned for weight, earned in scored) / sum(w for w, _ in scored) if scored else None
    after = None if before is None else before * (1 - held.hint_cost)
    return Mark(after, before, correct, explained, lines)


def _correctness(held: Round) -> tuple[float | None, str]:
    if held.check is not None:
        return _measured(held.check)
    if held.outcome is RoundOutcome.SKIPPED:
        return 0.0, "skipped: nothing was submitted"
    return None, "left out: nothing was submitted"


def _measured(check: Check) -> tuple[float, str]:
    share = f"measured: {check.share:.0%} of the cases, each family counting alike"
    if check.barred:
        halved = f"; halved, because {', '.join(check.barred)} did the work that was to be written"
        return BARRED_CREDIT * check.share, share + halved
    return check.share, share


def _explanation(held: Round) -> tuple[float | None, str]:
    replies = [reply for reply in held.replies if not reply.withdrawn]
    if not replies:
        return None, "left out: no follow-up was asked"
    scores = [reply.score for reply in replies if reply.score is not None]
    unscored = [reason_without_score(reply) for reply in replies if reply.score is None]
    told = "; ".join(f"one left out: {reason}" for reason in unscored)
    if not scores:
        return None, told
    basis = f"graded: {len(scores)} of {len(replies)} follow-ups"
    return sum(scores) / len(scores), f"{basis}; {told}" if told else basis


def reason_without_score(reply: Reply) -> str:
    """Why a follow-up has no score; empty where it has one."""
    if reply.score is not None:
        return ""
    if reply.withdrawn:
        return "newer code was submitted before an answer"
    if isinstance(reply.grade, Unscored):
        return f"{reply.grade.reason} ({reply.grade.detail})"
    if not reply.heard:
        return "not answered"
    return "not graded yet" if reply.gradable else "this question has no reference to grade against"
