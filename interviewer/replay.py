"""Events become the interview that they amount to. Pure."""

from dataclasses import replace
from functools import reduce

from interviewer.aside import Aside, Chosen, Disputed, Regraded, Taught
from interviewer.coding.round import ExerciseSet, RoundEvent, left, opened
from interviewer.coding.round import after as after_in_round
from interviewer.grade import Graded
from interviewer.interview import (
    Asked,
    Assessed,
    Closed,
    Event,
    Heard,
    Intent,
    Interview,
    Outcome,
    Said,
    Speech,
    Started,
    Turn,
    active_gap,
)


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
    grown = replace(grown, active_seconds=interview.active_seconds + active_gap(interview.last.at, event.at))
    match event:
        case Asked():
            return replace(grown, turns=(*interview.turns, Turn(event.question, event.at)))
        case Closed():
            return replace(_left(grown, event.reason), closed=event.reason)
        case ExerciseSet():
            return replace(grown, rounds=(*interview.rounds, opened(event)))
        case Said() | Heard() | Assessed() if interview.turns and not interview.coding:
            return _with_turn(grown, len(interview.turns) - 1, _turn_after(interview.turn, event))
        case _ if interview.coding and isinstance(event, RoundEvent):
            return replace(grown, rounds=(*interview.rounds[:-1], after_in_round(interview.round, event)))
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


def _left(interview: Interview, reason: str) -> Interview:
    interview = replace(interview, rounds=tuple(left(held, reason) for held in interview.rounds))
    if not interview.turns or interview.turn.outcome is not Outcome.OPEN:
        return interview
    outcome = Outcome.ANSWERED if interview.turn.answers else Outcome.LEFT
    return replace(interview, turns=(*interview.turns[:-1], replace(interview.turn, outcome=outcome)))
