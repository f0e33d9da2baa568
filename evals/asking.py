"""Asks a grader, whatever it does: what it raises, and that it hangs, becomes a reason."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from numbers import Real
from time import perf_counter
from types import FrameType

from evals.contender import Contender
from interviewer.grade import Grade, Graded, Unscored
from interviewer.grading.grader import BatchGrader
from interviewer.printable import printable
from knowledge.question import Question

Pair = tuple[Question, str]

REASON_CHARACTERS = 500


@dataclass(frozen=True)
class Heard:
    """``grade`` is a text where there is none that can be used: the reason. ``seconds`` as in a Row."""

    grade: Grade | str
    seconds: float
    hung: bool = False


class TimeUp(BaseException):
    """No Exception, since a grader may catch those."""


def ask_in_time(contender: Contender, pairs: Sequence[Pair]) -> Iterator[Heard]:
    """
    As ``ask``, by the contender's limit; a batch that fails is asked again one by one.

    In the main thread alone. What a grader does in C, without looking at signals, is interrupted only afterwards.
    """
    if len(pairs) > 1 and isinstance(contender.grader, BatchGrader):
        together = _batch(contender.grader, contender.limit, pairs)
        if together:
            yield from together
            return
    for pair in pairs:
        began = perf_counter()
        try:
            with _within(contender.limit):
                heard = ask(contender, pair)
        except TimeUp:
            reason = f"it did not answer within {contender.limit:g} s"
            heard = Heard(reason, perf_counter() - began, hung=True)
        yield heard


def ask(contender: Contender, pair: Pair) -> Heard:
    """One answer. Raises nothing that a grader raises, unless it is meant to end the program."""
    began = perf_counter()
    try:
        grade = contender.grader.grade(*pair)
    except (Exception, SystemExit) as error:  # noqa: BLE001 (of a grader on trial; the row records it)
        return Heard(_raised(error), perf_counter() - began)
    return Heard(usable(grade), perf_counter() - began)


def usable(grade: object) -> Grade | str:
    """The grade, or why it is none."""
    if isinstance(grade, Unscored):
        return grade
    if not isinstance(grade, Graded):
        return f"it gave {type(grade).__name__}, which is no grade"
    numbers: dict[str, object] = {"score": grade.score}
    if grade.confidence is not None:
        numbers["confidence"] = grade.confidence
    for name, number in numbers.items():
        # NaN is in no range.
        if isinstance(number, bool) or not isinstance(number, Real) or not 0 <= float(number) <= 1:
            return f"the {name} {number!r} is no number from 0 to 1"[:REASON_CHARACTERS]
    return grade


def _batch(grader: BatchGrader, limit: float, pairs: Sequence[Pair]) -> list[Heard]:
    """Empty where the batch as a whole did not succeed; which answer is to blame shows when they are asked alone."""
    began = perf_counter()
    try:
        with _within(limit):
            grades = grader.grade_many(pairs)
            share = (perf_counter() - began) / len(pairs)
            heard = [Heard(usable(grade), share) for grade in grades]
    except (TimeUp, Exception, SystemExit):  # noqa: BLE001 (each is asked alone, and records what it raises)
        return []
    return heard if len(heard) == len(pairs) else []


def _raised(error: BaseException) -> str:
    said = " ".join(printable(str(error)).split())
    return f"it raised {type(error).__name__}: {said}"[:REASON_CHARACTERS]


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    def ring(_: int, __: FrameType | None) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
