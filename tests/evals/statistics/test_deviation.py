import numpy as np
import pytest

from evals.statistics.deviation import limits_of_agreement
from evals.statistics.pairs import Pairs


def test_limits_of_agreement_are_two_standard_deviations_from_the_mean_difference() -> None:
    pairs = Pairs(np.zeros(4), np.array([0.0, 0.2, 0.0, 0.2]), np.array(["q"] * 4))
    reach = 1.96 * np.std([0, 0.2, 0, 0.2], ddof=1)
    assert limits_of_agreement(pairs) == pytest.approx((0.1 - reach, 0.1 + reach))


def test_one_answer_has_no_limits() -> None:
    assert np.isnan(limits_of_agreement(Pairs(np.zeros(1), np.zeros(1), np.array(["q"])))).all()
