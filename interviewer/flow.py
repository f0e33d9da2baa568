"""What the interviewer does next: a pure function of what has happened. A model only words it."""

from dataclasses import dataclass
from datetime import datetime

from interviewer.followup import point_to_press
from interviewer.grade import Unscorable, Unscored
from interviewer.interview import (
    Asked,
    Assessed,
    Closed,
    Heard,
    Intent,
    Interview,
    Outcome,
    Said,
    Speech,
    Started,
    Turn,
)


@dataclass(frozen=True)
class Say:
    speech: Speech
    key_point: int | None = None


@dataclass(frozen=True)
class Ask:
    """Choose the next question."""


@dataclass(frozen=True)
class Assess:
    """Grade the answer of the open turn."""


@dataclass(frozen=True)
class Close:
    reason: str


@dataclass(frozen=True)
class Listen:
    """It is the candidate's turn."""


@dataclass(frozen=True)
class Done:
    pass


Move = Say | Ask | Assess | Close | Listen | Done

TURN_ENDS = {Speech.ACKNOWLEDGEMENT, Speech.MOVING_ON}
# What no grader can read as it stands may be said again.
_ASKED_AGAIN = {
    Unscorable.TOO_LONG: Speech.TOO_LONG,
    Unscorable.OTHER_LANGUAGE: Speech.OTHER_LANGUAGE,
    Unscorable.CODE: Speech.CODE,
}


def next_move(interview: Interview, now: datetime) -> Move:
    """The one thing to do now. Whoever stops after any event resumes here, at the same place."""
    match interview.last:
        case Started():
            return Say(Speech.GREETING)
        case Asked():
            return Say(Speech.QUESTION)
        case Said() as said:
            return _after_speech(interview, said, now)
        case Heard() as heard:
            return _after_hearing(interview, heard)
        case Assessed() as assessed:
            return _after_grade(interview, assessed)
        case Closed():
            return Say(Speech.FAREWELL)


def _after_speech(interview: Interview, said: Said, now: datetime) -> Move:
    if said.speech is Speech.FAREWELL:
        return Done()
    if said.speech is Speech.GREETING:
        return Ask()
    if said.speech not in TURN_ENDS:
        return Listen()
    plan = interview.plan
    if plan.questions is not None and len(interview.turns) >= plan.questions:
        return Close("all questions asked")
    if plan.minutes is not None and interview.active_at(now) >= plan.minutes * 60:
        return Close("time is up")
    return Ask()


def _after_hearing(interview: Interview, heard: Heard) -> Move:
    turn = interview.turn
    match heard.intent:
        case Intent.ANSWER:
            return Assess()
        case Intent.END:
            return Close("ended by the candidate")
        case Intent.SKIP:
            return Say(Speech.MOVING_ON)
        case Intent.DONT_KNOW:
            return Say(Speech.ENCOURAGEMENT if turn.outcome is Outcome.OPEN else Speech.MOVING_ON)
        case Intent.HINT | Intent.TAKE_HINT:
            return _hint(turn, heard.intent)
        case Intent.REPEAT:
            return Say(Speech.REPEAT)
        case Intent.REPHRASE:
            return Say(Speech.REPHRASE)
        case Intent.CLARIFY:
            return Say(Speech.CLARIFICATION)


def _hint(turn: Turn, intent: Intent) -> Move:
    if turn.hints >= len(turn.question.hints):
        return Say(Speech.NO_MORE_HINTS)
    price_known = turn.hint_offered or intent is Intent.TAKE_HINT
    return Say(Speech.HINT if price_known else Speech.HINT_OFFER)


def _after_grade(interview: Interview, assessed: Assessed) -> Move:
    turn = interview.turn
    if isinstance(assessed.grade, Unscored):
        return Say(_ASKED_AGAIN.get(assessed.grade.reason, Speech.ACKNOWLEDGEMENT))
    if len(turn.answers) == 1:
        pressed = point_to_press(turn.question, assessed.grade)
        if pressed is not None:
            return Say(Speech.FOLLOW_UP, pressed)
    return Say(Speech.ACKNOWLEDGEMENT)
