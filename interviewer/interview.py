"""One sitting, as the sum of its events: what happened is stored, what it amounts to is computed."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import Literal

from interviewer.aside import Aside, Chosen, Disputed, Regraded, Taught
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

    Exactly one of ``questions`` and ``minutes`` is set.
    """

    topics: tuple[str, ...] = ()
    questions: int | None = 5
    minutes: int | None = None
    level: Level | None = None

    def __post_init__(self) -> None:
        if (self.questions is None) == (self.minutes is None):
            raise ValueError("a plan has a number of questions or a number of minutes, not both")
        if (self.questions or self.minutes or 0) < 1:
            raise ValueError("an interview has at least one question, or one minute")


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


Talk = Started | Asked | Said | Heard | Assessed | Closed
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
    ``turns`` are those of the ``chosen`` grading.
    """

    id: str
    events: tuple[Event, ...]
    plan: Plan
    turns: tuple[Turn, ...] = ()
    active_seconds: float = 0.0
    closed: str | None = None
    gradings: tuple[tuple[Turn, ...], ...] = ()
    chosen: int = 0

    @property
    def turn(self) -> Turn:
        return self.turns[-1]

    @property
    def last(self) -> Talk:
        """The last event of the talk: what happens beside it moves nothing on."""
        return next(event for event in reversed(self.events) if not isinstance(event, Aside))

    @property
    def started_at(self) -> datetime:
        return self.events[0].at

    def active_at(self, now: datetime) -> float:
        """Seconds spent in the interview, the wait since the last event included."""
        return self.active_seconds + (0.0 if self.closed else _active_gap(self.last.at, now))


def replay(interview_id: str, events: tuple[Event, ...]) -> Interview:
    """The interview that these events amount to; the first one is ``Started``."""
    first = events[0]
    if not isinstance(first, Started):
        raise ValueError(f"interview {interview_id} begins with '{first.kind}', not with 'started'")
    return reduce(after, events[1:], Interview(interview_id, (first,), first.plan))


def after(interview: Interview, event: Event) -> Interview:
    """The interview once this event has happened too."""
    grown = replace(interview, events=(*interview.events, event))
    if isinstance(event, Aside):
        return _after_aside(grown, event)
    grown = replace(grown, active_seconds=interview.active_seconds + _active_gap(interview.last.at, event.at))
    match event:
        case Asked():
            return replace(grown, turns=(*interview.turns, Turn(event.question, event.at)))
        case Closed():
            return replace(_left(grown), closed=event.reason)
        case Said() | Heard() | Assessed() if interview.turns:
            return _with_turn(grown, len(interview.turns) - 1, _turn_after(interview.turn, event))
    return grown


def _after_aside(interview: Interview, event: Aside) -> Interview:
    match event:
        case Disputed():
            turn = interview.turns[event.turn]
            disputed = replace(turn, grade=event.grade, disputes=(*turn.disputes, event), taught=None)
            return _with_turn(interview, event.turn, disputed)
        case Taught():
            return _with_turn(interview, event.turn, replace(interview.turns[event.turn], taught=event))
        case Regraded():
            pairs = zip(interview.turns, event.grades, strict=True)
            again = tuple(replace(turn, grade=grade, disputes=(), taught=None) for turn, grade in pairs)
            return replace(interview, gradings=(*(interview.gradings or (interview.turns,)), again))
        case Chosen():
            return replace(interview, turns=interview.gradings[event.grading], chosen=event.grading)


def _with_turn(interview: Interview, position: int, turn: Turn) -> Interview:
    turns = (*interview.turns[:position], turn, *interview.turns[position + 1 :])
    kept = interview.gradings
    kept = (*kept[: interview.chosen], turns, *kept[interview.chosen + 1 :]) if kept else ()
    return replace(interview, turns=turns, gradings=kept)


def _turn_after(turn: Turn, event: Said | Heard | Assessed) -> Turn:
    match event:
        case Said():
            return _turn_after_speech(turn, event)
        case Heard(intent=Intent.ANSWER):
            return replace(turn, answers=(*turn.answers, event.text), hint_offered=False)
        case Heard(intent=Intent.SKIP):
            return replace(turn, outcome=Outcome.ANSWERED if turn.answers else Outcome.SKIPPED)
        case Heard(intent=Intent.DONT_KNOW) if turn.answers:
            return replace(turn, outcome=Outcome.ANSWERED)
        case Heard(intent=Intent.DONT_KNOW) if turn.encouraged:
            return replace(turn, outcome=Outcome.DECLINED)
        case Assessed(grade=Graded()):
            return replace(turn, grade=event.grade, taught=None)
        case Assessed() if turn.grade is None:
            return replace(turn, grade=event.grade)
    return turn


def _turn_after_speech(turn: Turn, said: Said) -> Turn:
    match said.speech:
        case Speech.HINT_OFFER:
            return replace(turn, hint_offered=True)
        case Speech.HINT:
            return replace(turn, hints=turn.hints + 1, hint_offered=False)
        case Speech.ENCOURAGEMENT:
            return replace(turn, encouraged=True)
        case Speech.FOLLOW_UP:
            return replace(turn, pressed=said.key_point)
        case Speech.TOO_LONG | Speech.OTHER_LANGUAGE | Speech.CODE:
            before = turn.answers[:-1]
            return replace(turn, answers=before, grade=turn.grade if before else None)
        case Speech.ACKNOWLEDGEMENT if turn.outcome is Outcome.OPEN:
            return replace(turn, outcome=Outcome.ANSWERED)
    return turn


def _left(interview: Interview) -> Interview:
    if not interview.turns or interview.turn.outcome is not Outcome.OPEN:
        return interview
    outcome = Outcome.ANSWERED if interview.turn.answers else Outcome.LEFT
    return replace(interview, turns=(*interview.turns[:-1], replace(interview.turn, outcome=outcome)))


def _active_gap(earlier: datetime, later: datetime) -> float:
    return min(max((later - earlier).total_seconds(), 0.0), IDLE_SECONDS)
