"""A coding round as its report shows it: what was measured, and apart from that what graders thought of the answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from interviewer.coding.facts import facts, verdict
from interviewer.coding.mark import Line, mark, reason_without_score
from interviewer.coding.outcome import Check, findings
from interviewer.coding.pressing import about
from interviewer.coding.round import Reply, Round, RoundOutcome
from interviewer.coding.task import PricedHint
from interviewer.grade import Grade
from interviewer.tally import labelled


@dataclass(frozen=True)
class AnswerReport:
    """
    A follow-up with its answer. ``score`` in 0..1 is None where there is none, and ``why_no_score`` says why.
    ``graded_by`` is the grader with its kind; empty where nobody graded.
    """

    about: str
    question: str
    answer: str
    score: float | None
    why_no_score: str
    graded_by: str
    grade: Grade | None


@dataclass(frozen=True)
class RoundReport:
    """
    ``score`` in 0..1 is after the hints; None where nothing counts, and while the round is open. ``facts`` were
    measured, ``opinions`` are graders'. ``check`` is that of the ``source`` submitted last, drawn from ``key``.
    ``rubric`` says of each line what it rests on. ``hint_cost`` is the share of the score that the hints cost.
    """

    exercise: str
    title: str
    topic: str
    level: str
    statement: str
    set_at: datetime
    outcome: RoundOutcome
    closed: str | None
    score: float | None
    score_without_hints: float | None
    correctness: float | None
    explanation: float | None
    rubric: tuple[Line, ...]
    runs: int
    submissions: int
    facts: tuple[str, ...]
    opinions: tuple[AnswerReport, ...]
    hints: tuple[PricedHint, ...]
    hint_cost: float
    source: str
    key: str
    check: Check | None


def round_report(held: Round) -> RoundReport:
    made = mark(held)
    last = held.submissions[-1] if held.submissions else None
    is_open = held.closed is None
    return RoundReport(
        exercise=held.task.exercise,
        title=held.task.title,
        topic=held.task.topic,
        level=held.task.level,
        statement=held.task.statement,
        set_at=held.set_at,
        outcome=held.outcome,
        closed=held.closed,
        score=None if is_open else made.score,
        score_without_hints=None if is_open else made.score_without_hints,
        correctness=made.correctness,
        explanation=made.explanation,
        rubric=made.lines,
        runs=len(held.runs),
        submissions=len(held.submissions),
        facts=(*_counted(held), *(facts(last.check, held.task.triton) if last else ())),
        opinions=tuple(_answer(reply) for reply in held.replies),
        hints=held.task.hints[: held.hints],
        hint_cost=held.hint_cost,
        source=last.source if last else "",
        key=last.key if last else "",
        check=last.check if last else None,
    )


def _counted(held: Round) -> Iterator[str]:
    submitted = times(len(held.submissions))
    last = ", of which the last counts" if len(held.submissions) > 1 else ""
    yield f"Run on the public cases: {times(len(held.runs))}; submitted: {submitted}{last}"
    for number, earlier in enumerate(held.submissions[:-1], 1):
        found = "; ".join(about(finding) for finding in findings(earlier.check))
        yield f"Submission {number}: {verdict(earlier.check)}{f' ({found})' if found else ''}"


def times(count: int) -> str:
    return {0: "never", 1: "once"}.get(count, f"{count} times")


def _answer(reply: Reply) -> AnswerReport:
    return AnswerReport(
        about=reply.about,
        question=reply.question.text,
        answer=reply.answer,
        score=reply.score,
        why_no_score="" if reply.score is not None else reason_without_score(reply),
        graded_by=labelled(reply.grade.provenance) if reply.grade else "",
        grade=reply.grade,
    )
