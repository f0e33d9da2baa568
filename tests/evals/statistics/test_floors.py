import numpy as np
import pytest

from evals.statistics.floors import FloorMissing, with_floors
from evals.statistics.score_table import Human, joined

GIVEN = {"a": Human("q", 0.25), "b": Human("q", 0.25), "c": Human("r", 1.0)}
SCORES = {"length": dict.fromkeys(GIVEN, 0.1), "overlap": dict.fromkeys(GIVEN, 0.2)}


def test_the_constant_is_the_commonest_human_label() -> None:
    assert with_floors(joined(GIVEN, SCORES)).scores["constant"].tolist() == [0.25] * 3


def test_it_is_that_of_the_training_scores_where_there_are_some() -> None:
    table = with_floors(joined(GIVEN, SCORES), training=np.array([0.5, 1.0, 1.0]))
    assert table.scores["constant"].tolist() == [1.0] * 3


def test_the_other_rows_stay() -> None:
    assert set(with_floors(joined(GIVEN, SCORES)).scores) == {"constant", "length", "overlap"}


def test_a_table_without_its_floors_is_refused_by_name() -> None:
    with pytest.raises(FloorMissing, match="lacks the rows length; run"):
        with_floors(joined(GIVEN, {"overlap": SCORES["overlap"]}))
