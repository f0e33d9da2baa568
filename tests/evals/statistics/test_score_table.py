import numpy as np
import pytest

from evals.statistics.deviation import mae
from evals.statistics.pairs import measured
from evals.statistics.score_table import Human, joined

GIVEN = {"a": Human("q", 0.0), "b": Human("q", 0.5), "c": Human("r", 1.0, "test")}
RIGHT = {"a": 0.0, "b": 0.5, "c": 1.0}


def test_scores_are_joined_by_id_whatever_their_order() -> None:
    table = joined(GIVEN, {"grader": dict(reversed(RIGHT.items()))})
    assert measured(mae, table.pairs("grader")) == 0


@pytest.mark.parametrize("missing", [None, np.nan, np.inf])
def test_one_failed_call_moves_no_other_score(missing: float | None) -> None:
    """Paired by position after both columns are cleared, the last two answers would get each other's scores."""
    pairs = joined(GIVEN, {"grader": {**RIGHT, "a": missing}}).pairs("grader")
    assert (pairs.given.tolist(), pairs.graded.tolist()) == ([0.5, 1.0], [0.5, 1.0])


def test_what_a_grader_never_reached_has_no_score() -> None:
    assert joined(GIVEN, {"grader": {"b": 0.5}}).pairs("grader").given.tolist() == [0.5]


def test_an_answer_that_nobody_knows_is_named() -> None:
    with pytest.raises(ValueError, match="grader scored an answer 'z' that is in no dataset"):
        joined(GIVEN, {"grader": {**RIGHT, "z": 1.0}})


def test_a_score_off_the_scale_is_named() -> None:
    with pytest.raises(ValueError, match="grader gave 'b' the score 5"):
        joined(GIVEN, {"grader": {**RIGHT, "b": 5.0}})


def test_a_part_keeps_every_column() -> None:
    table = joined(GIVEN, {"grader": RIGHT})
    part = table.part(table.splits == "test")
    assert (part.ids.tolist(), part.questions.tolist(), part.scores["grader"].tolist()) == (["c"], ["r"], [1.0])
