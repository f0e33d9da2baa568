import numpy as np
import pytest

from evals.statistics.deviation import mae
from evals.statistics.pairs import Pairs, measured

SCORES = np.array([0.0, 0.5, 1.0])
QUESTIONS = np.array(["b", "a", "b"])


def test_sums_are_in_the_order_of_the_questions_names() -> None:
    pairs = Pairs(SCORES, SCORES, QUESTIONS)
    assert list(pairs.names) == ["a", "b"]
    assert pairs.sums(np.ones(3), SCORES).tolist() == [[1.0, 0.5], [2.0, 1.0]]


def test_columns_of_different_length_are_refused() -> None:
    """Lists that are each cleared of missing scores, and then paired by position, pair the wrong answers."""
    with pytest.raises(ValueError, match=r"'given': 3, 'graded': 2.*join them by the answers' ids"):
        Pairs(SCORES, SCORES[:2], QUESTIONS)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_what_is_no_number_is_refused_by_place_before_it_poisons_a_mean(wrong: float) -> None:
    with pytest.raises(ValueError, match=r"graded holds (nan|inf) in place 1"):
        Pairs(SCORES, np.array([0.0, wrong, 1.0]), QUESTIONS)


def test_a_score_off_the_scale_has_no_label() -> None:
    with pytest.raises(ValueError, match=r"scores from 0\.0 to 1\.5 are off the scale"):
        Pairs(SCORES, SCORES, QUESTIONS).labels(SCORES * 1.5)


def test_labels_are_steps_of_the_human_scale() -> None:
    assert Pairs(SCORES, SCORES, QUESTIONS, steps=3).labels(np.array([0.0, 0.3333, 0.6, 1.0])).tolist() == [0, 1, 2, 3]


def test_no_answer_has_no_figure() -> None:
    nothing = np.array([])
    assert np.isnan(measured(mae, Pairs(nothing, nothing, np.array([], np.str_))))
