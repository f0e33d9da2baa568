import numpy as np
import pytest

from evals.statistics.bootstrap import draws
from evals.statistics.pairs import Pairs, measured
from evals.statistics.risk_coverage import area, errors, risks

DRAW = np.random.default_rng(3)


def test_risk_falls_where_confidence_tells_right_from_wrong() -> None:
    off = np.concatenate([np.zeros(5), np.ones(5)])
    pairs = Pairs(off, 1 - off, np.array(["q"] * 10))
    assert risks(pairs, [1.0, 0.8, 0.5]) == pytest.approx([0.5, 3 / 8, 0.0])


def test_the_area_by_hand() -> None:
    """The most confident first: errors 0, .5, 1 have the means 0, .25, .5."""
    pairs = Pairs(np.array([1.0, 0.0, 0.5]), np.array([0.1, 0.9, 0.5]), np.array(["q"] * 3))
    assert measured(area, pairs) == pytest.approx((0 + 0.25 + 0.5) / 3, abs=1e-12)


def test_a_confidence_that_tells_nothing_gives_the_mean_error() -> None:
    off = DRAW.random(50)
    assert measured(area, Pairs(off, np.full(50, 0.5), np.array(["q"] * 50))) == pytest.approx(off.mean())


def test_in_a_sample_the_area_is_that_of_the_drawn_rows() -> None:
    off, confidence = DRAW.random(40), DRAW.choice([0.2, 0.5, 0.9], 40)
    questions = np.repeat(np.arange(8), 5).astype(np.str_)
    drawn = draws(8, samples=3)
    found = area(Pairs(off, confidence, questions), drawn)
    for value, times in zip(found, drawn, strict=True):
        rows = np.repeat(np.arange(40), np.repeat(times.astype(int), 5))
        some = Pairs(off[rows], confidence[rows], questions[rows])
        assert value == pytest.approx(measured(area, some), abs=1e-12)


def test_errors_are_those_of_the_grades() -> None:
    grades = Pairs(np.array([0.0, 0.5]), np.array([0.25, 0.5]), np.array(["q"] * 2))
    assert errors(grades, np.array([0.9, 0.8])).given.tolist() == [0.25, 0]
