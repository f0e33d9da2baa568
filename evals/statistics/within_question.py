"""
Correlations within each question, averaged over the questions: they cannot be had by telling easy questions from hard
ones. Figures of ``evals.statistics.pairs``.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from evals.statistics.pairs import Numbers, Pairs, Places, ratio

FEWEST = 3
"""Answers to a question that has a correlation."""


@dataclass(frozen=True)
class Told:
    """How many ``questions`` there are, and of them ``few`` answers, one human score (``flat``), one graded score."""

    questions: int
    few: int
    flat: int
    graded_flat: int

    @property
    def telling(self) -> int:
        """Those that count; where the grader gives one score only, with 0: it tells nothing apart."""
        return self.questions - self.few - self.flat


def told_apart(pairs: Pairs) -> Told:
    parts = [(pairs.given[rows], pairs.graded[rows]) for rows in _rows(pairs)]
    enough = [(given, graded) for given, graded in parts if len(given) >= FEWEST]
    varied = [graded for given, graded in enough if np.ptp(given)]
    return Told(
        len(parts), len(parts) - len(enough), len(enough) - len(varied), sum(not np.ptp(graded) for graded in varied)
    )


def pearson(pairs: Pairs, drawn: Numbers) -> Numbers:
    return _average(pairs, drawn, _correlations(pairs, pairs.given, pairs.graded))


def spearman(pairs: Pairs, drawn: Numbers) -> Numbers:
    return _average(pairs, drawn, _correlations(pairs, _ranked(pairs, pairs.given), _ranked(pairs, pairs.graded)))


def kendall(pairs: Pairs, drawn: Numbers) -> Numbers:
    found = [_tau(pairs.given[rows], pairs.graded[rows]) for rows in _rows(pairs)]
    return _average(pairs, drawn, np.array(found))


def _average(pairs: Pairs, drawn: Numbers, found: Numbers) -> Numbers:
    """Of the correlations (questions,) of those that count."""
    varied = [len(rows) >= FEWEST and bool(np.ptp(pairs.given[rows])) for rows in _rows(pairs)]
    telling = np.array(varied, np.float64)
    above, below = (drawn @ np.column_stack([found * telling, telling])).T
    return ratio(above, below)


def _correlations(pairs: Pairs, left: Numbers, right: Numbers) -> Numbers:
    """(questions,): of two columns; 0 where one of them is flat."""
    counts = np.maximum(pairs.sums(np.ones_like(left)), 1)
    left, right = (column - (pairs.sums(column) / counts)[pairs.place, 0] for column in (left, right))
    together, left2, right2 = pairs.sums(left * right, left**2, right**2).T
    flat = (left2 <= 1e-9) | (right2 <= 1e-9)
    return np.where(flat, 0.0, together / np.sqrt(np.where(flat, 1.0, left2 * right2)))


def _ranked(pairs: Pairs, column: Numbers) -> Numbers:
    """(n,): the rank within the question."""
    ranks = np.zeros_like(column)
    for rows in _rows(pairs):
        ranks[rows] = stats.rankdata(column[rows])
    return ranks


def _tau(given: Numbers, graded: Numbers) -> float:
    return float(stats.kendalltau(given, graded).statistic) if np.ptp(given) and np.ptp(graded) else 0.0


def _rows(pairs: Pairs) -> list[Places]:
    if not len(pairs.place):
        return []
    order = np.argsort(pairs.place, kind="stable")
    return np.split(order, np.searchsorted(pairs.place[order], np.arange(1, len(pairs.names))))
