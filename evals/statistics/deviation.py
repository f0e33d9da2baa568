"""By how much, and in which direction, a grader's scores are off. Figures of ``evals.statistics.pairs``."""

import numpy as np

from evals.statistics.correlation import spreads
from evals.statistics.pairs import Numbers, Pairs, ratio


def mae(pairs: Pairs, drawn: Numbers) -> Numbers:
    return _mean(pairs, drawn, np.abs(pairs.graded - pairs.given))


def rmse(pairs: Pairs, drawn: Numbers) -> Numbers:
    return np.sqrt(_mean(pairs, drawn, (pairs.graded - pairs.given) ** 2))


def leniency(pairs: Pairs, drawn: Numbers) -> Numbers:
    """The mean by which the grader gives more than people."""
    return _mean(pairs, drawn, pairs.graded - pairs.given)


def severity_slope(pairs: Pairs, drawn: Numbers) -> Numbers:
    """The grader's points for each point that people give more: below 1 it spares bad answers and robs good ones."""
    together, given, _ = spreads(pairs, drawn)
    return np.where(given <= 1e-9, np.nan, ratio(together, given))


def spread_ratio(pairs: Pairs, drawn: Numbers) -> Numbers:
    """The grader's standard deviation over people's: below 1 it hugs the middle."""
    _, given, graded = spreads(pairs, drawn)
    return np.where(given <= 1e-9, np.nan, np.sqrt(np.abs(ratio(np.maximum(graded, 0), given))))


def limits_of_agreement(pairs: Pairs) -> tuple[float, float]:
    """Bland and Altman (1986): the mean difference, less and more 1.96 of its standard deviations."""
    off = pairs.graded - pairs.given
    if len(off) < 2:
        return float("nan"), float("nan")
    middle, reach = float(off.mean()), 1.96 * float(off.std(ddof=1))
    return middle - reach, middle + reach


def _mean(pairs: Pairs, drawn: Numbers, column: Numbers) -> Numbers:
    above, below = (drawn @ pairs.sums(column, np.ones_like(column))).T
    return ratio(above, below)
