"""Each figure beside independent code on the same columns, and on resampled rows."""

from collections.abc import Callable

import krippendorff
import numpy as np
import pytest
from scipy import stats
from sklearn import metrics

from evals.statistics.bootstrap import draws
from evals.statistics.figures import FIGURES, Better
from evals.statistics.pairs import Pairs, measured
from tests.evals.statistics.simulated import STEPS, answers

PAIRS = answers(questions=24, each=6, seed=0, lenient=0.08)
Column = np.ndarray


def labels(column: Column) -> Column:
    return np.round(column * STEPS).astype(int)


def lin(given: Column, graded: Column) -> float:
    together = np.cov(given, graded, bias=True)
    return float(2 * together[0, 1] / (together[0, 0] + together[1, 1] + (given.mean() - graded.mean()) ** 2))


def kripp(given: Column, graded: Column) -> float:
    table = np.array([labels(given), labels(graded)])
    return float(krippendorff.alpha(table, value_domain=list(range(STEPS + 1)), level_of_measurement="ordinal"))


INDEPENDENT: dict[str, Callable[[Column, Column], float]] = {
    "kappa": lambda x, y: metrics.cohen_kappa_score(labels(x), labels(y), labels=range(STEPS + 1), weights="quadratic"),
    "pearson": lambda x, y: stats.pearsonr(x, y).statistic,
    "spearman": lambda x, y: stats.spearmanr(x, y).statistic,
    "kendall": lambda x, y: stats.kendalltau(x, y).statistic,
    "mae": metrics.mean_absolute_error,
    "rmse": metrics.root_mean_squared_error,
    "concordance": lin,
    "alpha": kripp,
    "exact": lambda x, y: metrics.accuracy_score(labels(x), labels(y)),
    "adjacent": lambda x, y: float(np.mean(np.abs(labels(x) - labels(y)) <= 1)),
    "sensitivity": lambda x, y: metrics.recall_score(x >= 0.5, y >= 0.5),
    "specificity": lambda x, y: metrics.recall_score(x < 0.5, y < 0.5),
    "leniency": lambda x, y: float(np.mean(y) - np.mean(x)),
    "severity_slope": lambda x, y: stats.linregress(x, y).slope,
    "spread_ratio": lambda x, y: float(np.std(y) / np.std(x)),
}
WITHIN = {"within": "pearson", "within_spearman": "spearman", "within_kendall": "kendall"}


@pytest.mark.parametrize("name", INDEPENDENT)
def test_a_figure_is_that_of_independent_code(name: str) -> None:
    expected = INDEPENDENT[name](PAIRS.given, PAIRS.graded)
    assert measured(FIGURES[name].compute, PAIRS) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("name", INDEPENDENT)
def test_in_a_sample_a_figure_is_that_of_the_rows_of_the_drawn_questions(name: str) -> None:
    drawn = draws(24, samples=3, seed=5)
    rows = [
        np.concatenate([np.flatnonzero(PAIRS.place == q) for q in np.repeat(range(24), d.astype(int))]) for d in drawn
    ]
    expected = [INDEPENDENT[name](PAIRS.given[some], PAIRS.graded[some]) for some in rows]
    assert FIGURES[name].compute(PAIRS, drawn) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("name", WITHIN)
def test_a_figure_within_questions_is_the_mean_of_the_questions_own(name: str) -> None:
    columns = [(PAIRS.given[rows], PAIRS.graded[rows]) for rows in (PAIRS.questions == name for name in PAIRS.names)]
    assert all(np.ptp(given) and np.ptp(graded) for given, graded in columns)
    own = [INDEPENDENT[WITHIN[name]](*column) for column in columns]
    assert measured(FIGURES[name].compute, PAIRS) == pytest.approx(np.mean(own), abs=1e-9)


def test_every_figure_has_independent_code_here() -> None:
    assert set(FIGURES) == set(INDEPENDENT) | set(WITHIN)


def test_kappa_by_hand() -> None:
    """Two of three pairs agree, one is off by a label: 1 - (1 x 3) / (3 x 9 x mean square by chance 8 / 9)."""
    pairs = Pairs(np.array([0.0, 0.5, 1.0]), np.array([0.0, 0.5, 0.5]), np.array(["q"] * 3), steps=2)
    by_chance = np.mean([(x - y) ** 2 for x in (0, 1, 2) for y in (0, 1, 1)])
    assert measured(FIGURES["kappa"].compute, pairs) == pytest.approx(1 - (1 / 3) / by_chance, abs=1e-12)


def test_a_label_that_does_not_occur_counts_in_kappa() -> None:
    """Its distance is that of the scale, whatever labels were used."""
    pairs = Pairs(np.array([0.0, 0.25, 1.0, 1.0]), np.array([0.0, 1.0, 1.0, 0.25]), np.array(["q"] * 4))
    expected = metrics.cohen_kappa_score([0, 1, 4, 4], [0, 4, 4, 1], labels=range(5), weights="quadratic")
    without = metrics.cohen_kappa_score([0, 1, 4, 4], [0, 4, 4, 1], weights="quadratic")
    assert measured(FIGURES["kappa"].compute, pairs) == pytest.approx(expected, abs=1e-12)
    assert abs(expected - without) > 0.05


def test_a_perfect_grader_is_perfect_by_every_figure() -> None:
    pairs = Pairs(PAIRS.given, PAIRS.given, PAIRS.questions)
    best = {Better.HIGHER: 1, Better.LOWER: 0, Better.NEAR_ZERO: 0, Better.NEAR_ONE: 1}
    for name, measure in FIGURES.items():
        assert measured(measure.compute, pairs) == pytest.approx(best[measure.better], abs=1e-9), name


UNDEFINED = ["kappa", "pearson", "spearman", "kendall", "within", "within_spearman", "within_kendall", "alpha"]


@pytest.mark.parametrize("name", [*UNDEFINED, "concordance", "severity_slope", "spread_ratio", "specificity"])
def test_what_is_undefined_is_no_number_and_says_why(name: str) -> None:
    same = np.full(144, 0.5)
    found = FIGURES[name].bootstrapped(Pairs(same, same, PAIRS.questions), samples=20)
    assert (found.value, found.low, found.high) == (None, None, None)
    assert found.note == f"undefined: {FIGURES[name].undefined}"


@pytest.mark.parametrize("name", FIGURES)
def test_no_answer_is_undefined_by_every_figure(name: str) -> None:
    nothing = np.array([])
    assert FIGURES[name].bootstrapped(Pairs(nothing, nothing, np.array([], np.str_))).value is None


@pytest.mark.parametrize(
    ("better", "value", "worse"),
    [(Better.HIGHER, 0.8, 0.7), (Better.LOWER, 0.1, 0.2), (Better.NEAR_ZERO, -0.1, 0.2), (Better.NEAR_ONE, 1.1, 0.8)],
)
def test_goodness_rises_towards_what_is_better(better: Better, value: float, worse: float) -> None:
    measure = FIGURES["mae"].__class__("", FIGURES["mae"].compute, better, "")
    good, bad = measure.goodness(np.array([value, worse]))
    assert good > bad
