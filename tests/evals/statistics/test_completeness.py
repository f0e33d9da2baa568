import numpy as np
import pytest

from evals.statistics.completeness import Completeness, common, completeness, worst_case
from evals.statistics.deviation import mae
from evals.statistics.pairs import measured
from evals.statistics.rate import Rate
from evals.statistics.score_table import Human, joined

GIVEN = {"a": Human("q", 0.0), "b": Human("q", 0.25), "c": Human("r", 1.0), "d": Human("r", 1.0)}
TABLE = joined(
    GIVEN,
    {"whole": {"a": 0.0, "b": 0.25, "c": 1.0, "d": 1.0}, "gaps": {"a": 0.0, "b": None, "c": float("nan"), "d": 1.0}},
)


def test_what_has_no_score_is_counted() -> None:
    assert completeness(TABLE, "gaps") == Completeness(asked=4, scored=2, common=2)
    assert completeness(TABLE, "gaps").unscored == Rate(2, 4)
    assert completeness(TABLE, "whole").scored == 4


def test_graders_are_compared_on_answers_that_all_scored() -> None:
    assert common(TABLE).ids.tolist() == ["a", "d"]
    assert common(TABLE, ["whole"]).ids.tolist() == ["a", "b", "c", "d"]


def test_at_the_worst_a_missing_score_is_as_far_off_as_the_scale_allows() -> None:
    assert worst_case(TABLE, "gaps").graded.tolist() == [0.0, 1.0, 0.0, 1.0]
    assert measured(mae, worst_case(TABLE, "gaps")) == pytest.approx((0.75 + 1.0) / 4)


def test_without_gaps_the_worst_case_is_the_case() -> None:
    assert np.array_equal(worst_case(TABLE, "whole").graded, TABLE.scores["whole"])
