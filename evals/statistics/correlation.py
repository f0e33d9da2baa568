"""How a grader's scores rise with people's, over all answers. Figures of ``evals.statistics.pairs``."""

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from evals.statistics.pairs import Numbers, Pairs, Places, ratio

BLOCK = 64
"""Questions that are counted at once: bounds the memory."""
_FLAT = 1e-9


def pearson(pairs: Pairs, drawn: Numbers) -> Numbers:
    together, given, graded = spreads(pairs, drawn)
    flat = (given <= _FLAT) | (graded <= _FLAT)
    return np.where(flat, np.nan, ratio(together, np.sqrt(np.abs(given * graded))))


def concordance(pairs: Pairs, drawn: Numbers) -> Numbers:
    """Lin's coefficient (1989): unlike a correlation it falls where a grader is lenient, or hugs the middle."""
    together, given, graded = spreads(pairs, drawn)
    count, off = (drawn @ pairs.sums(np.ones_like(pairs.given), pairs.graded - pairs.given)).T
    below = given + graded + ratio(off**2, count)
    return np.where(below <= _FLAT, np.nan, ratio(2 * together, below))


def spreads(pairs: Pairs, drawn: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Each (samples,): sums of products of deviations from the means: given with graded, given, graded."""
    if not len(pairs.given):
        nothing = np.full(len(drawn), np.nan)
        return nothing, nothing, nothing
    given, graded = pairs.given - pairs.given.mean(), pairs.graded - pairs.graded.mean()
    sums = pairs.sums(np.ones_like(given), given, graded, given * graded, given**2, graded**2)
    count, left, right, both, left2, right2 = (drawn @ sums).T
    return both - ratio(left * right, count), left2 - ratio(left**2, count), right2 - ratio(right**2, count)


def spearman(pairs: Pairs, drawn: Numbers) -> Numbers:
    """Ranks are those within each sample, ties in their middle."""
    columns = [_Ranked(column) for column in (pairs.given, pairs.graded)]
    return np.array([_rank_correlation(columns, drawn_once[pairs.place]) for drawn_once in drawn])


class _Ranked:
    def __init__(self, column: Numbers) -> None:
        values, self._rank = np.unique(column, return_inverse=True)
        self._count = len(values)

    def ranks(self, weights: Numbers) -> Numbers:
        """(n,): the middle of the ranks of what equals it, where an answer stands as often as its weight says."""
        here = np.bincount(self._rank, weights, self._count)
        middle: Numbers = (np.cumsum(here) - here / 2)[self._rank]
        return middle


def _rank_correlation(columns: list[_Ranked], weights: Numbers) -> float:
    total = weights.sum()
    if not total:
        return float("nan")
    given, graded = (column.ranks(weights) - total / 2 for column in columns)
    weighed = weights * given
    left, right, together = (weighed * given).sum(), (weights * graded * graded).sum(), (weighed * graded).sum()
    return float("nan") if min(left, right) <= _FLAT else float(together / np.sqrt(left * right))


def kendall(pairs: Pairs, drawn: Numbers) -> Numbers:
    """
    Tau-b. Pairs of answers are counted once for every two questions, so that a sample costs a product of matrices.

    Counting takes n times the questions times the logarithm of the number of different human scores.
    """
    given = np.unique(pairs.given, return_inverse=True)[1]
    graded = np.unique(pairs.graded, return_inverse=True)[1]
    together = _each(drawn, _ordered(given, graded, pairs))
    total = drawn.sum(axis=1) if not len(pairs.given) else drawn @ pairs.sums(np.ones_like(pairs.given))[:, 0]
    left, right = (total**2 - _each(drawn, _tied(rank, pairs)) for rank in (given, graded))
    return np.where((left <= _FLAT) | (right <= _FLAT), np.nan, ratio(together, np.sqrt(np.abs(left * right))))


def _each(drawn: Numbers, of_two: Numbers) -> Numbers:
    summed: Numbers = ((drawn @ of_two) * drawn).sum(axis=1)
    return summed


def _tied(rank: Places, pairs: Pairs) -> Numbers:
    """(questions, questions): pairs of an answer of each that have the same rank, an answer and itself among them."""
    counts = _counts(pairs.place, rank, (len(pairs.names), int(rank.max(initial=0)) + 1))
    found: Numbers = (counts @ counts.T).toarray()
    return found


def _ordered(given: Places, graded: Places, pairs: Pairs) -> Numbers:
    """
    (questions, questions): pairs of an answer of each that both put in the same order, less those in the opposite one.

    Two human ranks differ first in one binary digit. A digit at a time, the answers that agree in all higher ones are
    sorted by the grader's rank, and those with a 1 are compared with those with a 0 by running sums.
    """
    questions = len(pairs.names)
    found = np.zeros((questions, questions))
    for digit in range(int(given.max(initial=0)).bit_length()):
        upper = ((given >> digit) & 1).astype(bool)
        ranks = int(graded.max(initial=0)) + 1
        keys, key = np.unique((given >> (digit + 1)) * ranks + graded, return_inverse=True)
        higher = _counts(pairs.place[upper], key[upper], (questions, len(keys)))
        lower = _counts(pairs.place[~upper], key[~upper], (questions, len(keys)))
        for first, ahead in _ahead(lower, keys // ranks):
            found[:, first : first + ahead.shape[1]] += higher @ ahead
    return found + found.T


def _ahead(lower: sparse.csr_array, group: Places) -> Iterator[tuple[int, Numbers]]:
    """
    For blocks of questions from ``first`` on, (keys, block): of the answers counted in ``lower`` (questions, keys) and
    in the key's own group, those at earlier keys less those at later ones.
    """
    begins, ends = np.searchsorted(group, group, "left"), np.searchsorted(group, group, "right")
    for first in range(0, lower.shape[0], BLOCK):
        counts = lower[first : first + BLOCK].toarray().T
        upto = np.vstack([np.zeros((1, counts.shape[1])), np.cumsum(counts, axis=0)])
        yield first, upto[:-1] + upto[1:] - upto[begins] - upto[ends]


def _counts(place: Places, key: Places, shape: tuple[int, int]) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(place)), (place, key)), shape=shape)
