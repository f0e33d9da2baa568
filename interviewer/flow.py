"""What the interviewer does next: a pure function of what has happened. A model only words it."""

from dataclasses import dataclass
from datetime import datetime

from interviewer.coding.pressing import due
from interviewer.coding.round import ExerciseSet, Round, RoundClosed
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
from knowledge.question import Question


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
class SetExercise:
    """Choose the next exercise and open a coding round with it."""


@dataclass(frozen=True)
class Press:
    """Ask about what was measured."""

    question: Question
    about: str


@dataclass(frozen=True)
class AssessReply:
    """Grade the answer to the follow-up of the coding round."""


@dataclass(frozen=True)
class CloseRound:
    reason: str


@dataclass(frozen=True)
class Work:
    """It is the candidate's turn in a coding round: at the code, or at a follow-up (``Round.asked``)."""


@dataclass(frozen=True)
class Listen:
    """It is the candidate's turn to speak."""


@dataclass(frozen=True)
class Done:
    pass


Move = Say | Ask | Assess | Close | SetExercise | Press | AssessReply | CloseRound | Work | Listen | Done

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
        case ExerciseSet():
            return Say(Speech.EXERCISE)
        case RoundClosed():
            return _next_part(interview, now)
        case _:
            return _in_round(interview.round)


def _after_speech(interview: Interview, said: Said, now: datetime) -> Move:
    if said.speech is Speech.FAREWELL:
        return Done()
    if said.speech is Speech.GREETING or said.speech in TURN_ENDS:
        return _next_part(interview, now)
    return _in_round(interview.round) if interview.coding else Listen()


def code_left(interview: Interview) -> bool:
    """Whether the plan has another coding round."""
    return len(interview.rounds) < interview.plan.coding


def _next_part(interview: Interview, now: datetime) -> Move:
    """Questions and coding rounds take turns, a question first; what is left of either comes at the end."""
    plan = interview.plan
    if plan.minutes is not None and interview.active_at(now) >= plan.minutes * 60:
        return Close("time is up")
    questions_left = plan.questions is None or len(interview.turns) < plan.questions
    if code_left(interview) and (not questions_left or len(interview.rounds) < len(interview.turns)):
        return SetExercise()
    return Ask() if questions_left else Close("all questions asked")


def _in_round(held: Round) -> Move:
    awaits = held.replies[-1].awaits if held.replies else ""
    if awaits:
        return AssessReply() if awaits == "grade" else Work()
    follow_up = due(held)
    if follow_up is not None:
        press, about = follow_up
        return Press(press.question, about)
    if held.check is not None and held.check.passed:
        return CloseRound("the code passed, and what was measured is talked about")
    return Work()


def _after_hearing(interview: Interview, heard: Heard) -> Move:
    if heard.intent is Intent.END:
        return Close("ended by the candidate")
    turn = interview.turn
    match heard.intent:
        case Intent.ANSWER:
            return Assess()
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
