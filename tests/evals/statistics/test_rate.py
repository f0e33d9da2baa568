import pytest
from statsmodels.stats.proportion import proportion_confint

from evals.statistics.rate import Rate


def test_bounds_are_wilsons() -> None:
    assert Rate(7, 40).bounds == pytest.approx(proportion_confint(7, 40, method="wilson"), abs=1e-12)


def test_none_of_forty_is_bounded_under_a_tenth() -> None:
    rate = Rate(0, 40)
    assert rate.bounds is not None
    assert rate.bounds[1] == pytest.approx(0.088, abs=5e-4)
    assert rate.rule_of_three == pytest.approx(3 / 40)


def test_nothing_to_count_has_no_bounds() -> None:
    assert Rate(0, 0).bounds is None
    assert Rate(0, 0).rule_of_three is None


def test_the_rule_of_three_is_for_no_hit() -> None:
    assert Rate(1, 40).rule_of_three is None
