"""How sure the order of several graders is."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from scipy import stats

from evals.statistics.bootstrap import SAMPLES, SEED, draws
from evals.statistics.completeness import common
from evals.statistics.figures import Measure
from evals.statistics.pairs import Numbers
from evals.statistics.score_table import ScoreTable


@dataclass(frozen=True)
class Standing:
    """
    Of one grader the rank as measured, 1 being the best, the 95 % of ranks over samples, and the share of samples in
    which it is ``first``; those who are equally good share it. None where the figure is undefined.
    """

    grader: str
    rank: int | None
    low: int | None
    high: int | None
    first: float


def standings(
    table: ScoreTable,
    measure: Measure,
    graders: Collection[str] | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> list[Standing]:
    """By rank, on the answers that all of them scored, and on the same samples of questions."""
    chosen = list(table.scores if graders is None else graders)
    shared = common(table, chosen)
    questions = len(np.unique(shared.questions))
    if not questions:
        return [Standing(grader, None, None, None, 0.0) for grader in chosen]
    drawn = draws(questions, samples, seed)[: 1 + samples]
    goodness = np.array([measure.goodness(measure.compute(shared.pairs(grader), drawn)) for grader in chosen])
    found = [_standing(grader, place, goodness) for place, grader in enumerate(chosen)]
    return sorted(found, key=lambda one: (one.rank is None, one.rank or 0, -one.first))


def _standing(grader: str, place: int, goodness: Numbers) -> Standing:
    """``goodness`` (graders, 1 + samples); what is undefined comes last, and is never first."""
    known = np.isfinite(goodness)
    if not known[place, 0]:
        return Standing(grader, None, None, None, 0.0)
    rounded = np.round(np.where(known, goodness, -np.inf), 12)
    ranks = stats.rankdata(-rounded, axis=0, method="min")
    leads = (ranks == 1) & known
    own, shared = leads[place, 1:], np.maximum(leads[:, 1:].sum(axis=0), 1)
    low, high = np.percentile(ranks[place, 1:], [2.5, 97.5], method="inverted_cdf")
    return Standing(grader, int(ranks[place, 0]), int(low), int(high), float(np.mean(own / shared)))
