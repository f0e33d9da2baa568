import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import cohen_kappa_score

from evals.agreement import FIGURES, interval, kappa, mae, pearson, rmse, samples, sums, within

DRAW = np.random.default_rng(1)
GIVEN = DRAW.choice([0, 0.25, 0.5, 1.0], 120)
GRADED = np.clip(GIVEN + DRAW.normal(0, 0.3, 120), 0, 1)
QUESTIONS = np.array([f"q{place // 6}" for place in range(120)])


def value(figure: str, given: np.ndarray, graded: np.ndarray, questions: np.ndarray) -> float:
    made = sums(given, graded, questions)
    return float(FIGURES[figure](np.ones((1, len(made))) @ made)[0])


def test_pearson_is_scipys() -> None:
    assert value("pearson", GIVEN, GRADED, QUESTIONS) == pytest.approx(stats.pearsonr(GIVEN, GRADED).statistic)


def test_kappa_is_scikits_with_quadratic_weights() -> None:
    left, right = np.round(GIVEN * 4).astype(int), np.round(GRADED * 4).astype(int)
    expected = cohen_kappa_score(left, right, labels=range(5), weights="quadratic")
    assert value("kappa", GIVEN, GRADED, QUESTIONS) == pytest.approx(expected)


def test_errors_are_those_of_all_answers() -> None:
    assert value("rmse", GIVEN, GRADED, QUESTIONS) == pytest.approx(np.sqrt(np.mean((GIVEN - GRADED) ** 2)))
    assert value("mae", GIVEN, GRADED, QUESTIONS) == pytest.approx(np.mean(np.abs(GIVEN - GRADED)))


def test_within_is_the_mean_over_the_questions() -> None:
    own = [
        stats.pearsonr(GIVEN[name == QUESTIONS], GRADED[name == QUESTIONS]).statistic for name in np.unique(QUESTIONS)
    ]
    assert value("within", GIVEN, GRADED, QUESTIONS) == pytest.approx(np.mean(own))


def test_telling_easy_questions_from_hard_ones_is_worth_nothing_within() -> None:
    given, questions = np.array([0.0, 0.1, 0.2, 0.8, 0.9, 1.0]), np.array(["hard"] * 3 + ["easy"] * 3)
    graded = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0])
    assert value("pearson", given, graded, questions) > 0.9
    assert value("within", given, graded, questions) == 0


def test_questions_whose_answers_people_did_not_tell_apart_do_not_count_within() -> None:
    given, questions = np.array([0.0, 0.5, 1.0, 1.0, 1.0, 1.0]), np.array(["a"] * 3 + ["b"] * 3)
    graded = np.array([0.0, 0.5, 1.0, 0.0, 0.5, 1.0])
    assert value("within", given, graded, questions) == pytest.approx(1)


@pytest.mark.parametrize("figure", ["pearson", "within", "kappa"])
def test_what_is_undefined_is_no_number(figure: str) -> None:
    same = np.full(120, 0.5)
    assert np.isnan(value(figure, same, same, QUESTIONS))


def test_the_first_sample_is_what_was_measured() -> None:
    drawn = samples(20, 50, 1)
    assert (drawn[0] == 1).all()
    assert (drawn.sum(axis=1) == 20).all()


def test_the_interval_holds_the_value_and_is_the_same_again() -> None:
    values = pearson(samples(20, 500, 1) @ sums(GIVEN, GRADED, QUESTIONS))
    found = interval(values)
    assert found.value is not None and found.low is not None and found.high is not None
    assert found.low < found.value < found.high
    assert found == interval(pearson(samples(20, 500, 1) @ sums(GIVEN, GRADED, QUESTIONS)))


def test_answers_that_are_alike_within_questions_widen_the_interval() -> None:
    """Each question's answers once more: the same questions, so no more is known."""
    twice = [np.concatenate([column, column]) for column in (GIVEN, GRADED, QUESTIONS)]
    once, again = (
        interval(rmse(samples(20, 500, 1) @ made)) for made in (sums(GIVEN, GRADED, QUESTIONS), sums(*twice))
    )
    assert again == once


def test_an_undefined_value_has_no_interval() -> None:
    found = interval(np.array([np.nan, 0.1, 0.2]))
    assert (found.value, found.low, found.high) == (None, None, None)


def test_a_value_that_most_samples_lack_has_no_interval() -> None:
    found = interval(np.array([0.5, np.nan, np.nan, 0.2]))
    assert (found.value, found.low) == (0.5, None)


def test_a_perfect_grader_is_perfect_by_every_figure() -> None:
    made = np.ones((1, 20)) @ sums(GIVEN, GIVEN, QUESTIONS)
    perfect = [float(figure(made)[0]) for figure in (pearson, within, kappa, rmse, mae)]
    assert perfect == pytest.approx([1, 1, 1, 0, 0])
