import numpy as np
import pytest

from evals.ranking import average, by_rank, gain, hit_at, reciprocal_rank

QUESTIONS = [str(number) for number in range(40)]
BEFORE = np.array([0.0, 1.0] * 20)


@pytest.mark.parametrize(("wanted", "expected"), [("a", 1), ("b", 1), ("c", 0), ("z", 0)])
def test_what_was_wanted_is_hit_among_the_first(wanted: str, expected: float) -> None:
    assert hit_at(2, ["a", "b", "c"], wanted) == expected


@pytest.mark.parametrize(("wanted", "expected"), [("a", 1), ("b", 1 / 2), ("z", 0)])
def test_the_reciprocal_rank_falls_with_the_place(wanted: str, expected: float) -> None:
    assert reciprocal_rank(["a", "b", "c"], wanted) == expected


def test_what_comes_eleventh_counts_nothing() -> None:
    assert reciprocal_rank([*"abcdefghij", "wanted"], "wanted") == 0


def test_what_stands_high_in_both_orders_comes_first() -> None:
    assert by_rank([["a", "b", "c"], ["d", "b", "e"]])[0] == "b"


def test_what_one_order_alone_names_is_kept() -> None:
    assert sorted(by_rank([["a"], ["b"]])) == ["a", "b"]


def test_an_average_lies_in_its_interval() -> None:
    found = average(BEFORE, QUESTIONS)
    assert found.value == 0.5
    assert found.low is not None and found.high is not None
    assert found.low < 0.5 < found.high


def test_a_gain_that_is_the_same_everywhere_is_certain() -> None:
    found = gain(BEFORE, BEFORE + 0.25, QUESTIONS)
    assert (found.value, found.low, found.high) == (0.25, 0.25, 0.25)


def test_a_gain_is_paired_not_the_difference_of_averages() -> None:
    shuffled = gain(BEFORE, BEFORE[::-1], QUESTIONS)
    assert shuffled.value == 0
    assert shuffled.low is not None and shuffled.low < 0


def test_answers_to_one_question_are_drawn_together() -> None:
    apart = average(BEFORE.repeat(10), [str(number) for number in range(400)])
    together = average(BEFORE.repeat(10), [name for name in QUESTIONS for _ in range(10)])
    assert apart.low is not None and together.low is not None
    assert together.low < apart.low


def test_nothing_has_no_average() -> None:
    assert average(np.array([]), []).value is None
