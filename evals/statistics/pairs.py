"""What people gave and what one grader gave to the same answers, question by question."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Names = NDArray[np.str_]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Pairs:
    """
    Three parallel columns (n,): the score given by people, the grader's, both in 0..1, and the question.

    ``steps`` are those of the human scale, whose labels are 0..steps: 4 for quarters. Half-way scores go to the even
    label. A score passes from ``pass_mark`` on. Raises ValueError where a column is shorter, or holds what is no
    number: an answer without a score belongs in no figure, and must be counted elsewhere.
    """

    given: Numbers
    graded: Numbers
    questions: Names
    steps: int = 4
    pass_mark: float = 0.5

    def __post_init__(self) -> None:
        lengths = {name: len(getattr(self, name)) for name in ("given", "graded", "questions")}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"the columns differ in length: {lengths}; join them by the answers' ids")
        for name in ("given", "graded"):
            wrong = np.flatnonzero(~np.isfinite(getattr(self, name)))
            if len(wrong):
                raise ValueError(
                    f"{name} holds {getattr(self, name)[wrong[0]]} in place {wrong[0]}; leave it out first"
                )

    @cached_property
    def _named(self) -> tuple[Names, Places]:
        names, place = np.unique(self.questions, return_inverse=True)
        return names, place

    @property
    def names(self) -> Names:
        """(questions,): in the order that samples of questions are counted in."""
        return self._named[0]

    @property
    def place(self) -> Places:
        """(n,): the place in ``names`` of each answer's question."""
        return self._named[1]

    def sums(self, *columns: Numbers) -> Numbers:
        """(questions, columns): what each column (n,) adds up to in each question."""
        made = [np.bincount(self.place, column, len(self.names)) for column in columns]
        return np.array(made, np.float64).T

    def labels(self, scores: Numbers) -> Places:
        """(n,) in 0..steps. Raises ValueError where a score is off the scale."""
        if len(scores) and (scores.min() < 0 or scores.max() > 1):
            raise ValueError(f"scores from {scores.min()} to {scores.max()} are off the scale 0..1")
        found: Places = np.round(scores * self.steps).astype(np.int64)
        return found


Figure = Callable[[Pairs, Numbers], Numbers]
"""
(samples, questions), how often each question is drawn, to (samples,): NaN where it is undefined.

So any figure is measured, drawn again, and swapped between two graders by the same code.
"""


def measured(figure: Figure, pairs: Pairs) -> float:
    """The figure of the pairs as they are; NaN where it is undefined."""
    return float(figure(pairs, np.ones((1, len(pairs.names))))[0]) if len(pairs.given) else float("nan")


def ratio(above: Numbers, below: Numbers) -> Numbers:
    """NaN, without a warning, where there is nothing to divide by."""
    known = np.abs(below) > 1e-12
    return np.where(known, above / np.where(known, below, 1.0), np.nan)
