import pytest

from evals.budget import NO_LIMIT, Budget, Price, Spending
from interviewer.grade import Usage


def test_a_price_is_for_a_million_tokens() -> None:
    assert Price(2.0, 8.0).of(Usage(500_000, 250_000)) == pytest.approx(3.0)


def test_without_a_limit_nothing_is_refused() -> None:
    spending = Spending(NO_LIMIT)
    spending.charge(1e9)
    assert spending.refusal(1000) == ""


def test_calls_on_their_way_count_for_the_limit() -> None:
    spending = Spending(Budget(calls=3))
    spending.charge(None)
    assert spending.refusal(1) == ""
    assert spending.refusal(2) == "the limit of 3 calls is reached"


def test_money_for_what_is_on_its_way_is_kept_back() -> None:
    spending = Spending(Budget(money=1.0))
    spending.charge(0.3)
    assert spending.refusal(1) == ""
    assert "could pass the limit of 1" in spending.refusal(2)


def test_the_dearest_grade_so_far_is_reckoned_with() -> None:
    spending = Spending(Budget(money=1.0))
    for cost in (0.5, 0.1):
        spending.charge(cost)
    assert "0.6000 is spent" in spending.refusal(0)


def test_no_money_is_no_grade() -> None:
    assert Spending(Budget(money=0.0)).refusal(0)
