import numpy as np
import pytest

from evals.statistics.bootstrap import draws
from evals.statistics.pairs import Pairs, measured
from evals.statistics.risk_coverage import area, risks

DRAW = np.random.default_rng(3)


def test_risk_falls_where_confidence_tells_right_from_wrong() -> None:
    errors = np.concatenate([np.zeros(5), np.ones(5)])
    pairs = Pairs(errors, 1 - errors, np.array(["q"] * 10))
    assert risks(pairs, [1.0, 0.8, 0.5]) == pytest.approx([0.5, 3 / 8, 0.0])


def test_the_area_by_hand() -> None:
    """The most confident first: errors 0, .5, 1 have the means 0, .25, .5."""
    pairs = Pairs(np.array([1.0, 0.0, 0.5]), np.array([0.1, 0.9, 0.5]), np.array(["q"] * 3))
    assert measured(area, pairs) == pytest.approx((0 + 0.25 + 0.5) / 3, abs=1e-12)


def test_a_confidence_that_tells_nothing_gives_the_mean_error() -> None:
    errors = DRAW.random(50)
    assert measured(area, Pairs(errors, np.full(50, 0.5), np.array(["q"] * 50))) == pytest.approx(errors.mean())


def test_in_a_sample_the_area_is_that_of_the_drawn_rows() -> None:
    errors, confidence = DRAW.random(40), DRAW.choice([0.2, 0.5, 0.9], 40)
    questions = np.repeat(np.arange(8), 5).astype(np.str_)
    drawn = draws(8, samples=3)
    found = area(Pairs(errors, confidence, questions), drawn)
    for value, times in zip(found, drawn, strict=True):
        rows = np.repeat(np.arange(40), np.repeat(times.astype(int), 5))
        some = Pairs(errors[rows], confidence[rows], questions[rows])
        assert value == pytest.approx(measured(area, some), abs=1e-12)
