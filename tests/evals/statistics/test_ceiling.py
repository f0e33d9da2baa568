import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from evals.statistics.agreement import alpha, kappa
from evals.statistics.ceiling import against_others, alpha_of_all, between_people
from evals.statistics.pairs import measured

DRAW = np.random.default_rng(5)
QUESTIONS = np.repeat(np.arange(20), 5).astype(np.str_)
FIRST = DRAW.integers(5, size=100) / 4
SECOND = np.clip(FIRST + DRAW.integers(-1, 2, size=100) / 4, 0, 1)
TWO = np.column_stack([FIRST, SECOND])
GAPS = np.column_stack([FIRST, np.where(DRAW.random(100) < 0.3, np.nan, SECOND), np.full(100, np.nan)])


def test_two_raters_agree_as_scikit_says() -> None:
    expected = cohen_kappa_score(
        (FIRST * 4).astype(int), (SECOND * 4).astype(int), labels=range(5), weights="quadratic"
    )
    pairs = between_people(TWO, QUESTIONS)
    assert pairs is not None
    assert measured(kappa, pairs) == pytest.approx(expected, abs=1e-9)


def test_only_answers_that_two_people_rated_count() -> None:
    pairs = between_people(GAPS, QUESTIONS)
    assert pairs is not None
    assert len(pairs.given) == np.isfinite(GAPS[:, 1]).sum()


def test_every_two_of_three_raters_are_a_pair() -> None:
    pairs = between_people(np.column_stack([FIRST, SECOND, FIRST]), QUESTIONS)
    assert pairs is not None
    assert len(pairs.given) == 300


@pytest.mark.parametrize("ratings", [FIRST[:, None], np.column_stack([FIRST, np.full(100, np.nan)])])
def test_one_rating_an_answer_has_no_ceiling(ratings: np.ndarray) -> None:
    assert between_people(ratings, QUESTIONS) is None
    assert against_others(ratings, 0, QUESTIONS) is None
    assert np.isnan(alpha_of_all(ratings))


def test_a_rater_is_held_against_the_mean_of_the_others() -> None:
    pairs = against_others(np.array([[0.0, 0.5, 1.0], [1.0, np.nan, 0.5]]), 0, np.array(["q", "r"]))
    assert pairs is not None
    assert (pairs.given.tolist(), pairs.graded.tolist()) == ([0.75, 0.5], [0.0, 1.0])


def test_alpha_of_all_takes_gaps() -> None:
    expected = krippendorff.alpha(
        np.round(GAPS * 4).T, value_domain=[0.0, 1.0, 2.0, 3.0, 4.0], level_of_measurement="ordinal"
    )
    assert alpha_of_all(GAPS) == pytest.approx(expected, abs=1e-12)


def test_alpha_of_two_whole_raters_is_that_of_the_figure() -> None:
    pairs = between_people(TWO, QUESTIONS)
    assert pairs is not None
    assert alpha_of_all(TWO) == pytest.approx(measured(alpha, pairs), abs=1e-9)
