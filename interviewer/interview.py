"""One sitting: the events that are stored, and what they amount to, which ``replay`` computes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from interviewer.aside import Aside, Disputed, Taught
from interviewer.coding.round import Round, RoundEvent
from interviewer.grade import Grade, Graded
from knowledge.question import Level, Question

IDLE_SECONDS = 600.0
HINT_PRICES = (0.1, 0.2, 0.3)


class Intent(StrEnum):
    """What the candidate does with an utterance."""

    ANSWER = "answer"
    SKIP = "skip"
    DONT_KNOW = "dont_know"
    REPEAT = "repeat"
    REPHRASE = "rephrase"
    CLARIFY = "clarify"
    HINT = "hint"
    TAKE_HINT = "take_hint"
    END = "end"


class Speech(StrEnum):
    """What the interviewer does with an utterance."""

    GREETING = "greeting"
    QUESTION = "question"
    ACKNOWLEDGEMENT = "acknowledgement"
    FOLLOW_UP = "follow_up"
    HINT_OFFER = "hint_offer"
    HINT = "hint"
    NO_MORE_HINTS = "no_more_hints"
    ENCOURAGEMENT = "encouragement"
    REPEAT = "repeat"
    REPHRASE = "rephrase"
    CLARIFICATION = "clarification"
    TOO_LONG = "too_long"
    OTHER_LANGUAGE = "other_language"
    CODE = "code"
    EXERCISE = "exercise"
    MOVING_ON = "moving_on"
    FAREWELL = "farewell"


class Outcome(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    DECLINED = "declined"
    LEFT = "left"


@dataclass(frozen=True)
class Plan:
    """
    What was agreed: subjects (none named means all), one length, and a level (None means that it adapts).

    Exactly one of ``questions`` and ``minutes`` is set. ``coding`` rounds come between the questions, of which there
    may then be none; ``exercises`` names those to be set first, in this order.
    """

    topics: tuple[str, ...] = ()
    questions: int | None = 5
    minutes: int | None = None
    level: Level | None = None
    coding: int = 0
    exercises: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.questions is None) == (self.minutes is None):
            raise ValueError("a plan has a number of questions or a number of minutes, not both")
        if self.coding < 0 or len(self.exercises) > self.coding:
            raise ValueError("a plan has no fewer coding rounds than it names exercises")
        if (self.questions or self.minutes or 0) < (0 if self.coding and self.minutes is None else 1):
            raise ValueError("an interview has at least one question, one coding round, or one minute")


@dataclass(frozen=True)
class Started:
    """``model_role`` says what the connected model does, in a sentence; empty without one. So it does in Assessed."""

    at: datetime
    plan: Plan
    model_role: str = ""
    kind: Literal["started"] = "started"


@dataclass(frozen=True)
class Asked:
    """The question as it was when it was asked: removing its document changes no interview."""

    at: datetime
    question: Question
    kind: Literal["asked"] = "asked"


@dataclass(frozen=True)
class Said:
    """
    The interviewer's words. ``worded_by`` is the model's name, or empty for the authored wording; ``notice`` says why
    the authored wording stands in for a model's. ``key_point`` is the one that a follow-up presses on.
    """

    at: datetime
    speech: Speech
    text: str
    worded_by: str = ""
    notice: str = ""
    key_point: int | None = None
    kind: Literal["said"] = "said"


@dataclass(frozen=True)
class Heard:
    """The candidate's words, exactly as they came."""

    at: datetime
    text: str
    intent: Intent
    kind: Literal["heard"] = "heard"


@dataclass(frozen=True)
class Assessed:
    at: datetime
    grade: Grade
    model_role: str = ""
    kind: Literal["assessed"] = "assessed"


@dataclass(frozen=True)
class Closed:
    """``reason`` is shown: "all questions asked", "time is up", "ended by the candidate"."""

    at: datetime
    reason: str
    kind: Literal["closed"] = "closed"


Talk = Started | Asked | Said | Heard | Assessed | Closed | RoundEvent
Event = Talk | Aside


@dataclass(frozen=True)
class Turn:
    """
    One question with everything said about it. ``answers`` holds the first answer, then that to the follow-up.

    ``grade`` is the one that counts, after the ``disputes`` of it.
    """

    question: Question
    asked_at: datetime
    answers: tuple[str, ...] = ()
    hints: int = 0
    hint_offered: bool = False
    encouraged: bool = False
    pressed: int | None = None
    grade: Grade | None = None
    outcome: Outcome = Outcome.OPEN
    disputes: tuple[Disputed, ...] = ()
    taught: Taught | None = None

    @property
    def answer(self) -> str:
        return "\n\n".join(self.answers)

    @property
    def hint_cost(self) -> float:
        """The share of the score that the hints taken cost, 0..1."""
        return sum(HINT_PRICES[: self.hints])

    @property
    def score(self) -> float | None:
        """The score after hints; None while there is no grade and where the grade is unscored."""
        if not isinstance(self.grade, Graded):
            return None
        return self.grade.score * (1.0 - self.hint_cost)


@dataclass(frozen=True)
class Interview:
    """
    ``active_seconds`` leaves out the part of each pause that exceeds ten minutes: a closed page costs no time.

    ``gradings`` are the turns as each grading has them, the original first; empty until there is a second one.
    ``turns`` are those of the ``chosen`` grading. ``rounds`` are the coding rounds.
    """

    id: str
    events: tuple[Event, ...]
    plan: Plan
    turns: tuple[Turn, ...] = ()
    active_seconds: float = 0.0
    closed: str | None = None
    gradings: tuple[tuple[Turn, ...], ...] = ()
    chosen: int = 0
    rounds: tuple[Round, ...] = ()

    @property
    def turn(self) -> Turn:
        return self.turns[-1]

    @property
    def round(self) -> Round:
        return self.rounds[-1]

    @property
    def coding(self) -> bool:
        """Whether a coding round is open."""
        return bool(self.rounds) and self.round.closed is None

    @property
    def last(self) -> Talk:
        """The last event of the talk: what happens beside it moves nothing on."""
        return next(event for event in reversed(self.events) if not isinstance(event, Aside))

    @property
    def started_at(self) -> datetime:
        return self.events[0].at

    def active_at(self, now: datetime) -> float:
        """Seconds spent in the interview, the wait since the last event included."""
        return self.active_seconds + (0.0 if self.closed else active_gap(self.last.at, now))


def active_gap(earlier: datetime, later: datetime) -> float:
    """The seconds between two events that count as spent in the interview."""
    return min(max((later - earlier).total_seconds(), 0.0), IDLE_SECONDS)
