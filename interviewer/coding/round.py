"""A coding round, as the sum of its events: an exercise set, code run and submitted, questions on what was measured."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

from interviewer.coding.outcome import Check
from interviewer.coding.task import Task
from interviewer.grade import Grade, Graded, Unscorable, Unscored
from knowledge.question import Question

# What no grader can read as it stands may be said again.
_SAID_AGAIN = {Unscorable.TOO_LONG, Unscorable.OTHER_LANGUAGE, Unscorable.CODE}


@dataclass(frozen=True)
class ExerciseSet:
    at: datetime
    task: Task
    kind: Literal["exercise_set"] = "exercise_set"


@dataclass(frozen=True)
class HintTaken:
    at: datetime
    kind: Literal["code_hint_taken"] = "code_hint_taken"


@dataclass(frozen=True)
class CodeRun:
    """The public cases."""

    at: datetime
    source: str
    check: Check
    kind: Literal["code_run"] = "code_run"


@dataclass(frozen=True)
class CodeSubmitted:
    """The hidden cases, drawn from ``key`` (hexadecimal): with it the check can be repeated, case by case."""

    at: datetime
    source: str
    key: str
    check: Check
    kind: Literal["code_submitted"] = "code_submitted"


@dataclass(frozen=True)
class Pressed:
    """A follow-up; ``about`` says what of the check it is about ("shape, stride > 1", "passed")."""

    at: datetime
    question: Question
    about: str
    kind: Literal["code_pressed"] = "code_pressed"


@dataclass(frozen=True)
class Replied:
    """``declined``: the candidate passes on the question, in whatever words."""

    at: datetime
    text: str
    declined: bool = False
    kind: Literal["code_replied"] = "code_replied"


@dataclass(frozen=True)
class ReplyAssessed:
    at: datetime
    grade: Grade
    model_role: str = ""
    kind: Literal["code_reply_assessed"] = "code_reply_assessed"


@dataclass(frozen=True)
class RoundClosed:
    """``reason`` is shown: "all follow-ups answered", "finished by the candidate"."""

    at: datetime
    reason: str
    kind: Literal["round_closed"] = "round_closed"


RoundEvent = ExerciseSet | HintTaken | CodeRun | CodeSubmitted | Pressed | Replied | ReplyAssessed | RoundClosed


class RoundOutcome(StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"
    SKIPPED = "skipped"  # closed by the candidate without code
    LEFT = "left"  # the interview ended before anything was submitted


@dataclass(frozen=True)
class Reply:
    """
    A follow-up and what was said to it. ``withdrawn``: newer code came before an answer; it counts for nothing.

    ``heard`` is every answer in order; the last one counts, and is empty while there is none.
    """

    question: Question
    about: str
    heard: tuple[str, ...] = ()
    grade: Grade | None = None
    declined: bool = False
    withdrawn: bool = False

    @property
    def answer(self) -> str:
        return self.heard[-1] if self.heard else ""

    @property
    def gradable(self) -> bool:
        return bool(self.question.key_points)

    @property
    def awaits(self) -> Literal["answer", "grade", ""]:
        """What is to come; empty where the follow-up is done with."""
        if self.declined or self.withdrawn or isinstance(self.grade, Graded):
            return ""
        if isinstance(self.grade, Unscored):
            return "answer" if self.grade.reason in _SAID_AGAIN else ""
        if not self.heard:
            return "answer"
        return "grade" if self.gradable else ""

    @property
    def score(self) -> float | None:
        """0..1; one passed on counts 0. None where there is no grade."""
        if self.declined:
            return 0.0
        return self.grade.score if isinstance(self.grade, Graded) else None


@dataclass(frozen=True)
class Round:
    """``closed`` is the reason why it ended; None while it is open."""

    task: Task
    set_at: datetime
    hints: int = 0
    runs: tuple[CodeRun, ...] = ()
    submissions: tuple[CodeSubmitted, ...] = ()
    replies: tuple[Reply, ...] = ()
    outcome: RoundOutcome = RoundOutcome.OPEN
    closed: str | None = None

    @property
    def check(self) -> Check | None:
        """The outcome of the submission that counts: the last one."""
        return self.submissions[-1].check if self.submissions else None

    @property
    def asked(self) -> Reply | None:
        """The follow-up that waits for an answer."""
        return self.replies[-1] if self.replies and self.replies[-1].awaits == "answer" else None

    @property
    def hint_cost(self) -> float:
        """The share of the score that the hints taken cost, 0..1."""
        return min(1.0, sum(hint.price for hint in self.task.hints[: self.hints]))


def opened(event: ExerciseSet) -> Round:
    return Round(event.task, event.at)


def after(held: Round, event: RoundEvent) -> Round:
    """The round once this event has happened too."""
    match event:
        case HintTaken():
            return replace(held, hints=held.hints + 1)
        case CodeRun():
            return replace(held, runs=(*held.runs, event))
        case CodeSubmitted():
            held = _with_reply(held, replace(held.asked, withdrawn=True)) if held.asked else held
            return replace(held, submissions=(*held.submissions, event))
        case Pressed():
            return replace(held, replies=(*held.replies, Reply(event.question, event.about)))
        case Replied() if held.asked:
            said = held.asked.heard if event.declined else (*held.asked.heard, event.text)
            return _with_reply(held, replace(held.asked, heard=said, grade=None, declined=event.declined))
        case ReplyAssessed() if held.replies:
            return _with_reply(held, replace(held.replies[-1], grade=event.grade))
        case RoundClosed():
            # Finishing is no way around an open question: it passes on it.
            held = _with_reply(held, replace(held.asked, declined=True)) if held.asked else held
            return replace(held, closed=event.reason, outcome=_outcome(held, RoundOutcome.SKIPPED))
    return held


def left(held: Round, reason: str) -> Round:
    """The round where its interview ends; one that is closed stays as it is."""
    if held.closed is not None:
        return held
    return replace(held, closed=reason, outcome=_outcome(held, RoundOutcome.LEFT))


def _outcome(held: Round, without_code: RoundOutcome) -> RoundOutcome:
    return RoundOutcome.SUBMITTED if held.submissions else without_code


def _with_reply(held: Round, reply: Reply) -> Round:
    return replace(held, replies=(*held.replies[:-1], reply))
