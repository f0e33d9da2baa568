"""
Whether a grader is right as often as its confidence says.

The pairs hold 1 in ``given`` where the grade was right, else 0, and the confidence in ``graded``.
"""

from dataclasses import dataclass

import numpy as np

from evals.statistics.deviation import rmse
from evals.statistics.pairs import Numbers, Pairs, Places, ratio

BINS = 10


def claims(pairs: Pairs, confidence: Numbers, reach: float) -> Pairs:
    """The pairs that this file is about: a grade is right within ``reach`` of the human score."""
    right = np.abs(pairs.graded - pairs.given) <= reach
    return Pairs(right.astype(np.float64), confidence, pairs.questions)


@dataclass(frozen=True)
class Bin:
    """Answers of like confidence: its mean, and the share that was right."""

    claimed: float
    right: float
    answers: int


def reliability(pairs: Pairs, bins: int = BINS) -> list[Bin]:
    """
    Bins of about as many answers each, the least confident first; answers of one confidence are never parted.

    With as many bins as answers, each stated confidence has its own.
    """
    place = _bins(pairs.graded, bins)
    counts = np.bincount(place)
    claimed, right = (np.bincount(place, column) for column in (pairs.graded, pairs.given))
    return [Bin(float(claimed[i] / counts[i]), float(right[i] / counts[i]), int(counts[i])) for i in range(len(counts))]


def calibration_error(pairs: Pairs, drawn: Numbers) -> Numbers:
    """
    ECE: the mean distance of claimed from right, over the bins of ``reliability``, each weighing as its answers.

    The bins are those of the answers as measured. Chance alone makes it greater than 0, the more so with few answers.
    """
    place = _bins(pairs.graded, BINS)
    questions, bins = len(pairs.names), int(place.max(initial=0)) + 1
    cell = pairs.place * bins + place
    off = np.bincount(cell, pairs.graded - pairs.given, questions * bins).reshape(questions, bins)
    return ratio(np.abs(drawn @ off).sum(axis=1), (drawn @ pairs.sums(np.ones_like(pairs.given)))[:, 0])


def brier(pairs: Pairs, drawn: Numbers) -> Numbers:
    """The mean squared distance of the confidence from being right."""
    return rmse(pairs, drawn) ** 2


def _bins(confidence: Numbers, bins: int) -> Places:
    """(n,) from 0 on without a gap."""
    first = np.searchsorted(np.sort(confidence), confidence, "left")
    return np.unique(first * bins // max(len(confidence), 1), return_inverse=True)[1]
