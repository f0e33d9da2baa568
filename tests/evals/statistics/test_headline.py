import pytest

from evals.statistics.headline import headlines
from evals.statistics.score_table import Human, joined

GIVEN = {str(number): Human(f"q{number // 3}", number % 3 / 2) for number in range(90)}
RIGHT = {name: human.score for name, human in GIVEN.items()}
WRONG_AT_FIRST = {name: (1 - score if int(name) < 30 else score) for name, score in RIGHT.items()}
PICKY = {name: (score if int(name) >= 30 else None) for name, score in RIGHT.items()}
FOUND = {line.grader: line for line in headlines(joined(GIVEN, {"whole": WRONG_AT_FIRST, "picky": PICKY}), ["mae"], 50)}


def test_a_grader_that_refuses_what_is_hard_looks_perfect_by_its_own_answers_alone() -> None:
    picky = FOUND["picky"]
    assert picky.own["mae"].value == 0
    assert picky.worst["mae"].value == pytest.approx((1 + 0.5 + 1) / 3 / 3)
    assert picky.completeness.unscored.hits == 30


def test_on_common_answers_both_are_measured_alike() -> None:
    assert FOUND["whole"].common["mae"].value == FOUND["picky"].common["mae"].value == 0
    assert FOUND["whole"].own["mae"].value == pytest.approx(2 / 3 / 3)


def test_a_grader_without_gaps_is_the_same_at_the_worst() -> None:
    assert FOUND["whole"].worst == FOUND["whole"].own
