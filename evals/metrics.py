"""How well a grader's scores agree with given ones. Pure; undefined is None, never a number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Scores = NDArray[np.float64]
Metric = Callable[[Scores, Scores], float | None]


@dataclass(frozen=True)
class Interval:
    """A value with its 95 % interval; None where it is undefined."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Pairs:
    """Three parallel rows: the score given, the grader's score, and the question that was answered."""

    given: Scores
    graded: Scores
    questions: Sequence[str]


def pearson(given: Scores, graded: Scores) -> float | None:
    if len(given) < 3 or np.ptp(given) == 0 or np.ptp(graded) == 0:
        return None
    return float(stats.pearsonr(given, graded).statistic)


def spearman(given: Scores, graded: Scores) -> float | None:
    if len(given) < 3 or np.ptp(given) == 0 or np.ptp(graded) == 0:
        return None
    return float(stats.spearmanr(given, graded).statistic)


def rmse(given: Scores, graded: Scores) -> float | None:
    return float(np.sqrt(np.mean((given - graded) ** 2))) if len(given) else None


def leniency(given: Scores, graded: Scores) -> float | None:
    """The mean by which the grader gives more."""
    return float(np.mean(graded - given)) if len(given) else None


def interval(metric: Metric, pairs: Pairs, samples: int, seed: int) -> Interval:
    """
    Percentile bootstrap that draws whole questions, since answers to one question are alike.

    Undefined samples are left out; with fewer than half of them defined there is no interval.
    """
    value = metric(pairs.given, pairs.graded)
    names = np.array(pairs.questions)
    groups = [np.flatnonzero(names == name) for name in dict.fromkeys(pairs.questions)]
    if value is None or len(groups) < 2:
        return Interval(value, None, None)
    draw = np.random.default_rng(seed)
    values = []
    for _ in range(samples):
        rows = np.concatenate([groups[i] for i in draw.integers(len(groups), size=len(groups))])
        sample = metric(pairs.given[rows], pairs.graded[rows])
        if sample is not None:
            values.append(sample)
    if len(values) < samples / 2:
        return Interval(value, None, None)
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(value, float(low), float(high))
