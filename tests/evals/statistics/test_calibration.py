import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from evals.statistics.bootstrap import draws
from evals.statistics.calibration import Bin, brier, calibration_error, claims, reliability
from evals.statistics.pairs import Pairs, measured

DRAW = np.random.default_rng(2)
CONFIDENCE = DRAW.random(400)
RIGHT = (DRAW.random(400) < CONFIDENCE**2).astype(np.float64)
PAIRS = Pairs(RIGHT, CONFIDENCE, np.repeat(np.arange(40), 10).astype(np.str_))


def test_brier_is_scikits() -> None:
    assert measured(brier, PAIRS) == pytest.approx(brier_score_loss(RIGHT, CONFIDENCE), abs=1e-12)


def test_bins_are_scikits_of_equal_counts() -> None:
    right, claimed = calibration_curve(RIGHT, CONFIDENCE, n_bins=10, strategy="quantile")
    found = reliability(PAIRS, bins=10)
    assert [b.claimed for b in found] == pytest.approx(claimed, abs=1e-9)
    assert [b.right for b in found] == pytest.approx(right, abs=1e-9)


def test_the_calibration_error_is_the_weighed_distance_of_the_bins() -> None:
    expected = sum(b.answers * abs(b.claimed - b.right) for b in reliability(PAIRS)) / 400
    assert measured(calibration_error, PAIRS) == pytest.approx(expected, abs=1e-12)


def test_a_question_drawn_twice_counts_twice_in_the_calibration_error() -> None:
    twice = np.ones((2, 40))
    twice[1] = 2
    once, again = calibration_error(PAIRS, twice)
    assert again == pytest.approx(once)


def test_answers_of_one_confidence_are_in_one_bin() -> None:
    pairs = Pairs(np.array([0.0, 1.0, 1.0, 1.0]), np.array([0.5, 0.5, 0.9, 0.9]), np.array(["q"] * 4))
    assert reliability(pairs, bins=4) == [Bin(0.5, 0.5, 2), Bin(0.9, 1.0, 2)]


def test_an_honest_confidence_has_less_error_than_a_boast() -> None:
    honest = Pairs((DRAW.random(400) < CONFIDENCE).astype(np.float64), CONFIDENCE, PAIRS.questions)
    boast = Pairs(honest.given, np.clip(CONFIDENCE + 0.4, 0, 1), PAIRS.questions)
    drawn = draws(40, samples=50)
    assert (calibration_error(honest, drawn) < calibration_error(boast, drawn)).all()


def test_a_grade_is_right_within_the_reach_of_the_human_score() -> None:
    grades = Pairs(np.array([0.0, 0.5, 1.0]), np.array([0.25, 0.8, 1.0]), np.array(["q"] * 3))
    found = claims(grades, np.array([0.9, 0.8, 0.7]), reach=0.25)
    assert (found.given.tolist(), found.graded.tolist()) == ([1, 0, 1], [0.9, 0.8, 0.7])
