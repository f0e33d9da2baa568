"""
The error that is left when answers of little confidence go to a person.

The pairs hold the error of each grade in ``given`` and the confidence in ``graded``.
"""

from collections.abc import Sequence

import numpy as np

from evals.statistics.pairs import Numbers, Pairs, Places


def errors(pairs: Pairs, confidence: Numbers) -> Pairs:
    """The pairs that this file is about."""
    return Pairs(np.abs(pairs.graded - pairs.given), confidence, pairs.questions)


def risks(pairs: Pairs, shares: Sequence[float]) -> list[float]:
    """
    The mean error of the most confident share of the answers, for each of ``shares``.

    Of answers with the same confidence all count as much, whatever their order.
    """
    claimed, place = np.unique(-pairs.graded, return_inverse=True)
    counts = np.bincount(place, minlength=len(claimed)).astype(np.float64)
    means = np.bincount(place, pairs.given, len(claimed)) / counts
    return [_mean_of_first(share * len(pairs.given), counts, means) for share in shares]


def _mean_of_first(wanted: float, counts: Numbers, means: Numbers) -> float:
    before = np.concatenate([[0], np.cumsum(counts)[:-1]])
    taken = np.clip(wanted - before, 0, counts)
    return float((taken * means).sum() / taken.sum())


def area(pairs: Pairs, drawn: Numbers) -> Numbers:
    """
    AURC: the mean, over k = 1..n, of the mean error of the k most confident answers; the less the better.

    A confidence that tells nothing gives the mean error of all. A figure of ``evals.statistics.pairs``.
    """
    claimed, place = np.unique(-pairs.graded, return_inverse=True)
    return np.array([_area(pairs.given, drawn_once[pairs.place], place, len(claimed)) for drawn_once in drawn])


def _area(off: Numbers, weights: Numbers, place: Places, groups: int) -> float:
    counts = np.bincount(place, weights, groups)
    means = np.bincount(place, weights * off, groups) / np.maximum(counts, 1)
    in_order = np.repeat(means, counts.astype(np.int64))
    return float(np.mean(np.cumsum(in_order) / np.arange(1, len(in_order) + 1))) if len(in_order) else float("nan")
