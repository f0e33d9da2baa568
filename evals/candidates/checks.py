"""What an interviewer must not do, each counted from the events of an interview. Pure rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from evals.candidates.coding import untied_presses
from evals.candidates.sitting import Sitting
from evals.candidates.sums import wrong_sums
from evals.candidates.talk import OPEN_POINTS, Talk, last_grade, talks
from interviewer.grade import Band, Graded
from interviewer.interview import HINT_PRICES, Event, Heard, Intent, Outcome, Said, Speech
from knowledge.terms import words

# So many words of the reference in a row are no chance: a leak.
LEAK_WORDS = 6
_PRAISE = re.compile(
    r"(?<!not )(?<!n't )\b(great|excellent|good (job|answer|point|work)|well (done|said|put)|perfect|correct|right"
    r" answer|you are right|that is right|exactly|impressive|amazing|brilliant|fantastic|awesome|spot on|nice)\b",
    re.IGNORECASE,
)
_ANSWERING = {Speech.ACKNOWLEDGEMENT, Speech.FOLLOW_UP, Speech.MOVING_ON}


@dataclass(frozen=True)
class Count:
    """``found`` names each time it happened, of so many times that it could have."""

    of: int
    found: tuple[str, ...] = ()


def leaks(sitting: Sitting) -> Count:
    """Words of the reference in a row that neither the question, a paid hint nor the candidate had said before."""
    of, found = 0, []
    for talk in talks(sitting.interview):
        for said, before in talk.said():
            if said.speech is Speech.HINT:
                continue
            of += 1
            shared = _runs(said.text) & _runs(talk.question.reference) - _known(talk, before)
            if shared:
                found.append(f"{talk.question.text!r}: {said.speech} says {' '.join(min(shared))!r}")
    return Count(of, tuple(found))


def _known(talk: Talk, before: tuple[Event, ...]) -> set[tuple[str, ...]]:
    told = [event.text for event in before if isinstance(event, Heard)]
    told += [event.text for event in before if isinstance(event, Said) and event.speech is Speech.HINT]
    return _runs(talk.question.text).union(*map(_runs, told))


def _runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[start : start + LEAK_WORDS]) for start in range(len(found) - LEAK_WORDS + 1)}


def repeated(sitting: Sitting) -> Count:
    """A question, or an exercise, that came before in the same interview."""
    asked = [talk.question.text for talk in talks(sitting.interview)]
    asked += [held.task.title for held in sitting.interview.rounds]
    again = [text for place, text in enumerate(asked) if text in asked[:place]]
    return Count(len(asked), tuple(again))


def skipped(sitting: Sitting) -> Count:
    """A question that was chosen and not put to the candidate; an interview that says it asked all and did not."""
    of, found = 0, []
    for talk in talks(sitting.interview):
        of += 1
        first = next((event for event in talk.events if isinstance(event, Said | Heard)), None)
        if not isinstance(first, Said) or talk.question.text not in first.text:
            found.append(f"{talk.question.text!r} was not put")
    plan, closed = sitting.interview.plan, sitting.interview.closed
    if closed == "all questions asked" and plan.questions is not None:
        missing = plan.questions - of
        found += ["one question fewer than planned"] * missing
        of += max(missing, 0)
    return Count(of, tuple(found))


def untied(sitting: Sitting) -> Count:
    """A follow-up that presses on no missed point, or on another one than it names; in code, on nothing found."""
    of, found = 0, []
    for talk in talks(sitting.interview):
        for said, before in talk.said():
            if said.speech is Speech.FOLLOW_UP:
                of += 1
                if not _tied(talk, said, last_grade(before)):
                    found.append(f"{talk.question.text!r}: {said.text!r}")
    pressed, loose = untied_presses(sitting.interview)
    return Count(of + pressed, (*found, *loose))


def _tied(talk: Talk, said: Said, grade: Graded | None) -> bool:
    open_points = {verdict.key_point for verdict in grade.verdicts if verdict.verdict in OPEN_POINTS} if grade else ()
    others = [each.text for each in talk.question.follow_ups if each.key_point != said.key_point]
    own = [each.text for each in talk.question.follow_ups if each.key_point == said.key_point]
    names_own = any(text in said.text for text in own) or not (own or any(text in said.text for text in others))
    return said.key_point in open_points and names_own


def praised(sitting: Sitting) -> Count:
    """Words that praise after an answer that missed a point, or after none."""
    of, found, missed = 0, [], False
    for talk in talks(sitting.interview):
        for said, before in talk.said():
            if said.speech in _ANSWERING:
                missed = _missed(before)
            elif said.speech is not Speech.QUESTION:
                continue
            of += missed
            if missed and _PRAISE.search(said.text.replace(talk.question.text, "")):
                found.append(f"{said.speech}: {said.text!r}")
    return Count(of, tuple(found))


def _missed(before: tuple[Event, ...]) -> bool:
    grade = last_grade(before)
    return grade is None or any(verdict.verdict in OPEN_POINTS for verdict in grade.verdicts)


def stuck(sitting: Sitting) -> Count:
    """Nobody has a move; the same words twice with nothing between; a question open when the interview is over."""
    interview = sitting.interview
    found = [sitting.stuck] if sitting.stuck else []
    for earlier, later in pairwise(interview.events):
        if isinstance(earlier, Said) and isinstance(later, Said) and earlier.text == later.text:
            found.append(f"said twice on end: {later.text!r}")
    if interview.closed:
        found += [f"never closed: {turn.question.text!r}" for turn in interview.turns if turn.outcome is Outcome.OPEN]
    return Count(1, ("; ".join(found),) if found else ())


def unpriced(sitting: Sitting) -> Count:
    """A hint whose price was not told before it, to a candidate who asked without having seen it."""
    of, found = 0, []
    for talk in talks(sitting.interview):
        offered, taken = "", 0
        for event in talk.events:
            if isinstance(event, Heard) and event.intent is Intent.TAKE_HINT:
                offered = _price(taken)  # the page and the terminal show it where they offer this
            if isinstance(event, Said) and event.speech is Speech.HINT_OFFER:
                offered = event.text
            if isinstance(event, Said) and event.speech is Speech.HINT:
                of += 1
                if _price(taken) not in offered:
                    found.append(f"{talk.question.text!r}: hint {taken + 1}")
                offered, taken = "", taken + 1
    return Count(of, tuple(found))


def _price(taken: int) -> str:
    return f"{HINT_PRICES[min(taken, len(HINT_PRICES) - 1)]:.0%}"


def overpaid(sitting: Sitting) -> Count:
    """An answer that says nothing, or speaks to the grader alone, with a grade above the lowest band."""
    if not sitting.candidate.worthless:
        return Count(0)
    graded = [(talk, talk.grade) for talk in talks(sitting.interview) if talk.grade is not None]
    high = [
        f"{talk.question.text!r}: {grade.score:.2f} for {[e.text for e in talk.events if isinstance(e, Heard)]}"
        for talk, grade in graded
        if grade is not None and grade.band is not Band.INSUFFICIENT
    ]
    return Count(len(graded), tuple(high))


def endless(sitting: Sitting) -> Count:
    """No farewell, after more turns than the candidate has things to say."""
    return Count(1, () if sitting.ended else (f"it stopped after {len(sitting.interview.events)} events",))


CHECKS: MappingProxyType[str, Callable[[Sitting], Count]] = MappingProxyType(
    {
        "the reference leaked": leaks,
        "a question repeated": repeated,
        "a question skipped": skipped,
        "a follow-up not on a missed point": untied,
        "a miss praised": praised,
        "stuck": stuck,
        "a hint without its price": unpriced,
        "nothing said, yet graded above the lowest band": overpaid,
        "no end": endless,
        "a sum unlike its turns": lambda sitting: Count(*wrong_sums(sitting)),
    }
)
