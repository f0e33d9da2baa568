import numpy as np
import pytest

from evals.metrics import Pairs, interval, leniency, pearson, rmse, spearman

GIVEN = np.array([0.0, 0.25, 0.5, 1.0])


def test_the_same_scores_agree_fully() -> None:
    assert pearson(GIVEN, GIVEN) == pytest.approx(1)
    assert rmse(GIVEN, GIVEN) == 0


def test_the_same_order_agrees_by_rank() -> None:
    assert spearman(GIVEN, GIVEN**3) == pytest.approx(1)


def test_a_constant_grader_has_no_correlation() -> None:
    assert pearson(GIVEN, np.full(4, 0.5)) is None
    assert spearman(GIVEN, np.full(4, 0.5)) is None


def test_giving_more_is_leniency() -> None:
    assert leniency(GIVEN, GIVEN + 0.1) == pytest.approx(0.1)


def test_no_scores_have_no_error() -> None:
    assert rmse(np.array([]), np.array([])) is None


def test_the_interval_holds_the_value() -> None:
    draw = np.random.default_rng(1)
    given = draw.random(200)
    graded = given + draw.normal(0, 0.2, 200)
    questions = [str(i // 10) for i in range(200)]
    found = interval(pearson, Pairs(given, graded, questions), samples=200, seed=1)
    assert found.value is not None and found.low is not None and found.high is not None
    assert found.low < found.value < found.high


def test_one_question_gives_no_interval() -> None:
    assert interval(pearson, Pairs(GIVEN, GIVEN, ["q"] * 4), samples=50, seed=1).low is None
