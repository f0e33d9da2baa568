import numpy as np
import pytest

from evals.statistics import correlation
from evals.statistics.pairs import Pairs, measured
from evals.statistics.within_question import Told, pearson, told_apart


def test_telling_easy_questions_from_hard_ones_is_worth_nothing() -> None:
    given, questions = np.array([0.0, 0.1, 0.2, 0.8, 0.9, 1.0]), np.array(["hard"] * 3 + ["easy"] * 3)
    pairs = Pairs(given, np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0]), questions)
    assert measured(correlation.pearson, pairs) > 0.9
    assert measured(pearson, pairs) == 0


MIXED = Pairs(
    np.array([0.0, 0.5, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.5, 1.0]),
    np.array([0.0, 0.5, 1.0, 0.0, 0.5, 1.0, 0.0, 1.0, 0.7, 0.7, 0.7]),
    np.array(["told"] * 3 + ["flat"] * 3 + ["few"] * 2 + ["same"] * 3),
)


def test_questions_that_people_did_not_tell_apart_are_counted_apart() -> None:
    found = told_apart(MIXED)
    assert found == Told(questions=4, few=1, flat=1, graded_flat=1)
    assert found.telling == 2


def test_a_grader_that_tells_nothing_apart_has_a_correlation_of_none_there() -> None:
    assert measured(pearson, MIXED) == pytest.approx((1 + 0) / 2)
