from time import perf_counter

import numpy as np
import pytest
from scipy import stats

from evals.statistics.agreement import alpha
from evals.statistics.bootstrap import bootstrapped
from evals.statistics.correlation import concordance, kendall, pearson, spearman
from evals.statistics.pairs import Figure, Pairs, measured

DRAW = np.random.default_rng(1)


@pytest.mark.parametrize("levels", [2, 5, 33, 400])
def test_pairs_in_order_are_counted_right_for_any_number_of_levels(levels: int) -> None:
    given = DRAW.integers(levels, size=500) / levels
    graded = np.round(given + DRAW.normal(0, 0.3, 500), 1)
    pairs = Pairs(given, graded, DRAW.integers(7, size=500).astype(np.str_))
    assert measured(kendall, pairs) == pytest.approx(stats.kendalltau(given, graded).statistic, abs=1e-12)


def test_more_questions_than_are_counted_at_once_are_all_counted() -> None:
    given, graded = DRAW.integers(5, size=600) / 4, DRAW.random(600)
    pairs = Pairs(given, graded, np.arange(600).astype(np.str_))
    assert measured(kendall, pairs) == pytest.approx(stats.kendalltau(given, graded).statistic, abs=1e-12)


def test_concordance_falls_with_leniency_and_pearson_does_not() -> None:
    given = DRAW.random(100) / 2
    pairs = Pairs(given, given + 0.3, np.array(["q"] * 100))
    assert measured(pearson, pairs) == pytest.approx(1)
    assert measured(concordance, pairs) < 0.5


@pytest.mark.parametrize("figure", [pearson, spearman, kendall, alpha])
def test_two_thousand_samples_of_eighteen_thousand_answers_take_seconds(figure: Figure) -> None:
    """An alpha, or a tau, that compared every answer with every other in each sample would take hours."""
    given = DRAW.integers(5, size=18_000) / 4
    graded = np.clip(given + DRAW.normal(0, 0.3, 18_000), 0, 1)
    pairs = Pairs(given, graded, DRAW.integers(250, size=18_000).astype(np.str_))
    began = perf_counter()
    bootstrapped(figure, pairs, samples=2000)
    assert perf_counter() - began < 20
