"""A whole interview graded again by another grader, and both gradings side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewer.aside import Regraded
from interviewer.errors import RegradeRefused
from interviewer.grade import Unscored, band
from interviewer.grading.grader import Grader
from interviewer.interview import Interview, Turn
from interviewer.tally import Tally, labelled, points, tally


@dataclass(frozen=True)
class Row:
    """One question's scores in 0..1 after hints, and its bands; None where there is no score."""

    question: str
    old: float | None
    new: float | None
    old_band: str | None
    new_band: str | None

    @property
    def delta(self) -> float | None:
        return None if self.old is None or self.new is None else self.new - self.old


@dataclass(frozen=True)
class Comparison:
    """
    The grading of that number beside the original, which has number 0.

    ``old_graders`` and ``new_graders`` say for each whether a language model graded. ``counts`` tells whether it is
    the grading that counts.
    """

    grading: int
    old_graders: tuple[str, ...]
    new_graders: tuple[str, ...]
    counts: bool
    rows: tuple[Row, ...]
    old: Tally
    new: Tally


def regrade(interview: Interview, grader: Grader, now: datetime) -> Regraded:
    """Grades every answer; what was disputed is not argued again. Raises RegradeRefused."""
    if interview.closed is None:
        raise RegradeRefused(f"interview {interview.id!r} is still open; end it before it is graded again")
    grades = tuple(grader.grade(turn.question, turn.answer) if turn.answers else None for turn in interview.turns)
    given = [grade for grade in grades if grade is not None]
    if not given:
        raise RegradeRefused(f"interview {interview.id!r} has no answer to grade")
    if all(isinstance(grade, Unscored) for grade in given):
        why = next(f"{grade.reason}: {grade.detail}" for grade in given if isinstance(grade, Unscored))
        raise RegradeRefused(f"grader {grader.name!r} could grade no answer ({why}); nothing was kept: try another one")
    return Regraded(now, grader.name, grader.version, grades)


def comparisons(interview: Interview) -> tuple[Comparison, ...]:
    """Each later grading beside the original, in the order in which they were made."""
    return tuple(
        _compared(interview.gradings[0], turns, number, interview.chosen)
        for number, turns in enumerate(interview.gradings[1:], 1)
    )


def graders(turns: Sequence[Turn]) -> tuple[str, ...]:
    """Who graded these turns, each labelled with its kind."""
    return tuple(dict.fromkeys(labelled(turn.grade.provenance) for turn in turns if turn.grade))


def _compared(first: Sequence[Turn], turns: Sequence[Turn], number: int, chosen: int) -> Comparison:
    return Comparison(
        grading=number,
        old_graders=graders(first),
        new_graders=graders(turns),
        counts=number == chosen,
        rows=tuple(_row(old, new) for old, new in zip(first, turns, strict=True)),
        old=tally(first),
        new=tally(turns),
    )


def _row(old: Turn, new: Turn) -> Row:
    before, after = points(old), points(new)
    return Row(
        old.question.text,
        before,
        after,
        None if before is None else band(before).value,
        None if after is None else band(after).value,
    )
