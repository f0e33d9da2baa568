"""How high a search puts what was wanted. Pure."""

from collections.abc import Sequence

import numpy as np

from evals.statistics.bootstrap import SEED, bootstrapped
from evals.statistics.deviation import leniency
from evals.statistics.interval import Interval
from evals.statistics.pairs import Numbers, Pairs

DEPTH = 10
SAMPLES = 1000


def hit_at(count: int, found: Sequence[str], wanted: str) -> float:
    """1 where what was wanted is among the first ``count``, else 0."""
    return float(wanted in found[:count])


def reciprocal_rank(found: Sequence[str], wanted: str) -> float:
    """One over the place of what was wanted, the first place being 1; 0 where it is not among the first ten."""
    top = list(found[:DEPTH])
    return 1 / (1 + top.index(wanted)) if wanted in top else 0.0


def by_rank(orders: Sequence[Sequence[str]], smoothing: int = 60) -> list[str]:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009) of orders of ids: only places count, not scores."""
    scores: dict[str, float] = {}
    for order in orders:
        for place, name in enumerate(order, 1):
            scores[name] = scores.get(name, 0.0) + 1 / (smoothing + place)
    return sorted(scores, key=scores.__getitem__, reverse=True)


def average(values: Numbers, questions: Sequence[str]) -> Interval:
    """The mean with its interval by bootstrap over questions; ``questions`` tells which each value belongs to."""
    return gain(np.zeros_like(values), values, questions)


def gain(before: Numbers, after: Numbers, questions: Sequence[str]) -> Interval:
    """By how much the second row is greater on average: a paired difference, with its interval over questions."""
    return bootstrapped(leniency, Pairs(before, after, np.array(questions)), SAMPLES, SEED)
