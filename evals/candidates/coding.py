"""Whether the follow-ups of coding rounds are about what was found in the code. Pure."""

from interviewer.coding.outcome import Check, findings
from interviewer.coding.round import CodeSubmitted, ExerciseSet, Pressed
from interviewer.coding.task import Task
from interviewer.interview import Interview


def untied_presses(interview: Interview) -> tuple[int, tuple[str, ...]]:
    """How many follow-ups on code there were, and those that nothing in the submission before them calls for."""
    task: Task | None = None
    check: Check | None = None
    of, loose = 0, []
    for event in interview.events:
        match event:
            case ExerciseSet():
                task, check = event.task, None
            case CodeSubmitted():
                check = event.check
            case Pressed():
                of += 1
                if task is None or check is None or not _called_for(event.question.id, task, check):
                    loose.append(f"{event.question.text!r}, about {event.about}")
    return of, tuple(loose)


def _called_for(question_id: str, task: Task, check: Check) -> bool:
    reasons: set[str] = {finding.kind for finding in findings(check)}
    reasons |= {"passed"} if check.passed else set()
    reasons |= {"barred"} if check.barred else set()
    reasons |= {"slower", "more memory", "more operations"} if check.measurement else set()
    return any(reasons & set(press.on) for press in task.presses if press.question.id == question_id)
