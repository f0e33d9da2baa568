"""Intervals on simulated answers whose true figures are known."""

import numpy as np
import pytest
from scipy import stats

from evals.statistics.bootstrap import bootstrapped, draws
from evals.statistics.deviation import rmse
from evals.statistics.figures import FIGURES
from evals.statistics.interval import chance, interval, tail_share
from evals.statistics.pairs import Numbers, Pairs, measured
from tests.evals.statistics.simulated import answers

REPEATS = 400
CHECKED = ("kappa", "pearson", "within", "mae", "leniency", "concordance", "adjacent", "specificity", "spread_ratio")


@pytest.fixture(scope="module")
def covered() -> dict[str, float]:
    """The share of 400 simulations of 60 questions with 6 answers whose interval holds the true figure."""
    true = answers(questions=20_000, each=6, seed=0)
    known = {name: measured(FIGURES[name].compute, true) for name in CHECKED}
    held = dict.fromkeys(CHECKED, 0)
    for seed in range(1, REPEATS + 1):
        pairs, drawn = answers(questions=60, each=6, seed=seed), draws(60, samples=600, seed=seed)
        for name in CHECKED:
            found = interval(FIGURES[name].compute(pairs, drawn), 60)
            assert found.low is not None and found.high is not None
            held[name] += found.low <= known[name] <= found.high
    return {name: count / REPEATS for name, count in held.items()}


@pytest.mark.parametrize("name", CHECKED)
def test_intervals_hold_the_true_figure_at_their_rate(covered: dict[str, float], name: str) -> None:
    assert covered[name] == pytest.approx(0.95, abs=0.025)


def test_intervals_that_draw_single_answers_are_too_narrow_here() -> None:
    """The simulation has a cluster effect, or the test above would show nothing."""
    held = 0
    for seed in range(1, 101):
        pairs = answers(questions=60, each=6, seed=seed)
        single = Pairs(pairs.given, pairs.graded, np.arange(360).astype(np.str_))
        found = bootstrapped(FIGURES["leniency"].compute, single, samples=300, seed=seed)
        assert found.low is not None and found.high is not None
        held += found.low <= TRUE_LENIENCY <= found.high
    assert held < 85


TRUE_LENIENCY = measured(FIGURES["leniency"].compute, answers(questions=20_000, each=6, seed=0))


def test_what_was_measured_comes_first_then_the_samples_then_each_question_left_out() -> None:
    drawn = draws(20, 50, 1)
    assert (drawn[0] == 1).all()
    assert (drawn[1:51].sum(axis=1) == 20).all()
    assert (drawn[51:] == 1 - np.eye(20)).all()


def test_the_same_seed_gives_the_same_interval() -> None:
    pairs = answers(questions=30, each=4, seed=1)
    assert bootstrapped(rmse, pairs, 200, seed=1) == bootstrapped(rmse, pairs, 200, seed=1)
    assert bootstrapped(rmse, pairs, 200, seed=1) != bootstrapped(rmse, pairs, 200, seed=2)


def test_answers_twice_do_not_tell_more() -> None:
    pairs = answers(questions=30, each=4, seed=1)
    twice = Pairs(np.tile(pairs.given, 2), np.tile(pairs.graded, 2), np.tile(pairs.questions, 2))
    once, again = bootstrapped(rmse, pairs, 200), bootstrapped(rmse, twice, 200)
    assert (again.low, again.high) == pytest.approx((once.low, once.high), abs=1e-12)


def test_few_questions_are_warned_of() -> None:
    assert bootstrapped(rmse, answers(19, 4, 1), 100).note.startswith("only 19 questions")
    assert bootstrapped(rmse, answers(20, 4, 1), 100).note == ""


def test_one_question_has_a_value_and_no_interval() -> None:
    found = bootstrapped(rmse, answers(1, 4, 1), 100)
    assert found.value is not None
    assert (found.low, found.note) == (None, "no interval from 1 question")


def of(measured_value: float, *samples: float) -> Numbers:
    """A figure of 30 questions that no single question moves."""
    return np.array([measured_value, *samples, *[measured_value] * 30])


def test_an_undefined_value_has_no_interval() -> None:
    found = interval(of(np.nan, 0.1, 0.2), 30)
    assert (found.value, found.low, found.note) == (None, None, "undefined")


def test_a_value_that_most_samples_lack_has_no_interval() -> None:
    found = interval(of(0.5, np.nan, np.nan, 0.2), 30)
    assert (found.value, found.low, found.note) == (0.5, None, "no interval: undefined in 2 of 3 samples")


def test_samples_that_are_left_out_are_told() -> None:
    assert interval(of(0.5, 0.4, np.nan, 0.6), 30).note == "undefined in 1 of 3 samples"


def test_what_never_changes_is_certain() -> None:
    found = interval(of(0.5, 0.5, 0.5, 0.5), 30)
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)


def test_the_interval_is_scipys_where_every_answer_is_its_own_question() -> None:
    """BCa of the mean of 200 skewed values; the samples are others, and the tails a little further out."""
    values = np.random.default_rng(5).exponential(0.1, 200)
    pairs = Pairs(np.zeros(200), values, np.arange(200).astype(np.str_))
    found = bootstrapped(FIGURES["leniency"].compute, pairs, samples=10_000)
    level = 1 - 2 * tail_share(200)
    expected = stats.bootstrap(
        (values,), np.mean, confidence_level=level, n_resamples=10_000, method="BCa", rng=np.random.default_rng(6)
    ).confidence_interval
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.001)


def test_the_reach_is_that_of_a_t_interval() -> None:
    """Of a mean, whose bootstrap is nearly normal, over 10 questions: the t interval."""
    draw = np.random.default_rng(4)
    values: Numbers = draw.normal(0, 1, 10)
    pairs = Pairs(np.zeros(10), values, np.arange(10).astype(np.str_))
    found = bootstrapped(FIGURES["leniency"].compute, pairs, samples=20_000)
    low, high = stats.t.interval(0.95, 9, values.mean(), stats.sem(values))
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.12)
    assert 0.02 < tail_share(1000) < 0.025


def test_a_p_value_falls_with_the_distance_from_no_difference() -> None:
    around = np.random.default_rng(7).normal(0, 0.1, 2000).tolist()
    near, far = (chance(of(value, *(value + one for one in around)), 30) for value in (0.05, 0.25))
    assert near == pytest.approx(2 * stats.t.sf(0.5, 29), abs=0.05)
    assert far == pytest.approx(2 * stats.t.sf(2.5, 29), abs=0.01)


def test_an_undefined_difference_has_no_p_value() -> None:
    assert chance(of(np.nan, 0.1), 30) is None
    assert chance(of(0.1, np.nan, np.nan, 0.1), 30) is None


@pytest.mark.parametrize("questions", [2, 3, 4])
def test_very_few_questions_have_an_interval_that_is_not_to_be_trusted(questions: int) -> None:
    found = FIGURES["mae"].bootstrapped(answers(questions=questions, each=3, seed=1))
    assert found.value is not None and found.low is not None and found.high is not None
    assert found.low <= found.value <= found.high
    assert "not to be trusted" in found.note
