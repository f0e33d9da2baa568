"""
How several graders agree with people on the same answers, with intervals that draw whole questions.

Every figure is made of sums over the answers to a question, so that a thousand samples cost one product of matrices,
and all graders are compared on the same samples. Pure; undefined is NaN.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.metrics import Interval

LEVELS = 4
"""Scores are rounded to quarters for kappa."""

Numbers = NDArray[np.float64]
Figure = Callable[[Numbers], Numbers]
"""(samples, sums) to (samples,)."""

_COUNT, _GIVEN, _GRADED, _GIVEN2, _GRADED2, _BOTH, _OFF, _OFF2 = range(8)
_LEVEL_GIVEN, _LEVEL_GRADED, _LEVEL_GIVEN2, _LEVEL_GRADED2, _LEVEL_OFF2, _WITHIN, _TELLING = range(8, 15)


def sums(given: Numbers, graded: Numbers, questions: NDArray[np.str_]) -> Numbers:
    """(questions, 15): what the figures are made of, for each question in the order of their names."""
    names, place = np.unique(questions, return_inverse=True)
    high, low = np.round(given * LEVELS), np.round(graded * LEVELS)
    off = np.abs(given - graded)
    columns = (
        np.ones_like(given), given, graded, given**2, graded**2, given * graded, off, off**2,
        high, low, high**2, low**2, (high - low) ** 2,
    )  # fmt: skip
    made = np.array([np.bincount(place, column, len(names)) for column in columns], np.float64).T
    return np.column_stack([made, *_within(made)])


def _within(made: Numbers) -> tuple[Numbers, Numbers]:
    """
    Of each question its Pearson correlation, and 1 where it has one: three answers or more that people told apart.

    A grader that gives all of them the same tells nothing apart, which is a correlation of 0.
    """
    together, left, right = _products(made)
    telling = (made[:, _COUNT] >= 3) & (left > 1e-9)
    flat = right <= 1e-9
    found = np.where(telling & ~flat, together / np.sqrt(np.where(telling & ~flat, left * right, 1.0)), 0.0)
    return found, telling.astype(np.float64)


def pearson(made: Numbers) -> Numbers:
    together, left, right = _products(made)
    with np.errstate(invalid="ignore", divide="ignore"):
        flat = (left <= 1e-9) | (right <= 1e-9)
        return np.where(flat, np.nan, together / np.sqrt(left * right))


def within(made: Numbers) -> Numbers:
    """The mean of the questions' own correlations: it cannot be had by telling easy questions from hard ones."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return made[:, _WITHIN] / made[:, _TELLING]


def kappa(made: Numbers) -> Numbers:
    """Cohen's kappa with quadratic weights, of scores rounded to quarters."""
    count = made[:, _COUNT]
    left, right = made[:, _LEVEL_GIVEN] / count, made[:, _LEVEL_GRADED] / count
    by_chance = (made[:, _LEVEL_GIVEN2] + made[:, _LEVEL_GRADED2]) / count - 2 * left * right
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(by_chance <= 1e-9, np.nan, 1 - made[:, _LEVEL_OFF2] / count / by_chance)


def rmse(made: Numbers) -> Numbers:
    return np.sqrt(made[:, _OFF2] / made[:, _COUNT])


def mae(made: Numbers) -> Numbers:
    return made[:, _OFF] / made[:, _COUNT]


FIGURES: dict[str, Figure] = {"pearson": pearson, "within": within, "kappa": kappa, "rmse": rmse, "mae": mae}


def samples(questions: int, count: int, seed: int) -> Numbers:
    """(1 + count, questions): how often each question is drawn. The first row is what was measured: each once."""
    drawn = np.random.default_rng(seed).multinomial(questions, np.full(questions, 1 / questions), size=count)
    return np.vstack([np.ones(questions), drawn])


def interval(values: Numbers) -> Interval:
    """Of a figure's values over ``samples``: the first, and the 95 % of the others. Few questions give wide ones."""
    value, others = values[0], values[1:]
    known = others[np.isfinite(others)]
    if not np.isfinite(value) or len(known) < len(others) / 2:
        return Interval(float(value) if np.isfinite(value) else None, None, None)
    low, high = np.percentile(known, [2.5, 97.5])
    return Interval(float(value), float(low), float(high))


def _products(made: Numbers) -> Sequence[Numbers]:
    """Sums of products of the deviations from the mean: given with graded, given, graded."""
    count, given, graded = made[:, _COUNT], made[:, _GIVEN], made[:, _GRADED]
    return (
        made[:, _BOTH] - given * graded / count,
        made[:, _GIVEN2] - given**2 / count,
        made[:, _GRADED2] - graded**2 / count,
    )
