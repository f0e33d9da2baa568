"""Which questions follow a submission: on what was found first, then on what was measured. A pure rule."""

from collections.abc import Iterator

from interviewer.coding.failure import FailureKind
from interviewer.coding.measurement import triggers
from interviewer.coding.outcome import Check, Finding, findings
from interviewer.coding.round import Round
from interviewer.coding.task import BARRED, PASSED, Press, Task

MOST = 2

Due = tuple[Press, str]


def follow_ups(task: Task, check: Check) -> tuple[Due, ...]:
    """
    Two at most, each with what it is about: on the gravest findings, then on barred operations, then on measurements;
    where none of those has a question and the code passed, one on passing.
    """
    found = [*_on_findings(task, check), *_on_barred(task, check), *_on_measurements(task, check)]
    if not found and check.passed:
        found = [(press, PASSED) for press in task.presses if PASSED in press.on]
    unlike = {press.question.id: (press, about) for press, about in reversed(found)}
    return tuple(reversed(unlike.values()))[:MOST]


def due(held: Round) -> Due | None:
    """
    The follow-up to ask now; None where there is none.

    What was answered or passed on is not asked again, and counts towards the most that a round asks.
    """
    if held.check is None:
        return None
    asked = [reply.question.id for reply in held.replies if not reply.withdrawn]
    if len(asked) >= MOST:
        return None
    wanted = follow_ups(held.task, held.check)
    return next((pair for pair in wanted if pair[0].question.id not in asked), None)


def _on_findings(task: Task, check: Check) -> Iterator[Due]:
    for finding in findings(check):
        fitting = [press for press in task.presses if finding.kind in press.on and press.tag in ("", finding.tag)]
        if fitting:
            # One on the very tag comes before one on the kind alone.
            press = max(fitting, key=lambda press: bool(press.tag))
            yield press, about(finding)


def _on_barred(task: Task, check: Check) -> Iterator[Due]:
    if check.barred:
        named = (press for press in task.presses if BARRED in press.on or FailureKind.BARRED in press.on)
        yield from ((press, f"barred operation {check.barred[0]}") for press in list(named)[:1])


def _on_measurements(task: Task, check: Check) -> Iterator[Due]:
    for measure in triggers(check):
        yield from ((press, f"{measure} than the reference") for press in task.presses if measure in press.on)


def about(finding: Finding) -> str:
    """A finding in words: "shape, stride > 1"."""
    return f"{finding.kind}, {finding.tag}" if finding.tag else str(finding.kind)
