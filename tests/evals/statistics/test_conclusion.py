from dataclasses import replace

import pytest

from evals.statistics.conclusion import Conclusion, concluded, in_words, not_worse
from evals.statistics.interval import Interval
from evals.statistics.paired import Difference, Plan, compared
from tests.evals.statistics.tables import table

FOUND = Difference(
    figure="kappa",
    first="local",
    second="lexical",
    answers=300,
    questions=60,
    values=(0.7, 0.6),
    difference=Interval(0.1, 0.04, 0.16),
    chance=0.001,
    permuted=0.002,
    adjusted=0.004,
    permuted_adjusted=0.008,
    detectable=0.04,
)


def other(value: float, low: float, high: float, adjusted: float = 0.4, detectable: float = 0.04) -> Difference:
    return replace(FOUND, difference=Interval(value, low, high), adjusted=adjusted, detectable=detectable)


def test_more_kappa_is_better_and_more_error_is_worse() -> None:
    assert concluded(FOUND) is Conclusion.BETTER
    assert concluded(replace(FOUND, figure="mae")) is Conclusion.WORSE


def test_leniency_that_differs_is_neither_better_nor_worse() -> None:
    assert concluded(replace(FOUND, figure="leniency")) is Conclusion.DIFFERENT


def test_an_interval_inside_the_margin_shows_that_they_are_alike() -> None:
    assert concluded(other(0.01, -0.02, 0.04)) is Conclusion.ALIKE
    assert concluded(other(0.01, -0.02, 0.06)) is Conclusion.UNCLEAR


def test_what_could_not_have_been_found_is_not_called_no_difference() -> None:
    found = other(0.02, -0.1, 0.14, detectable=0.17)
    assert concluded(found) is Conclusion.UNDERPOWERED
    assert in_words(found) == (
        "underpowered: 60 questions cannot tell local and lexical apart by quadratic kappa: +0.020 [-0.100, +0.140], "
        "p = 0.4 (0.008 by permutation) after Holm; a difference below 0.17 is mostly missed; "
        "to find 0.05 takes about 694 questions"
    )


def test_few_questions_are_underpowered() -> None:
    made = table(12, 4, 1, {"a": 0.25, "b": 0.26})
    found = compared(made, Plan([("a", "b")], samples=300, permutations=200))[0]
    assert in_words(found).startswith("underpowered: 12 questions")


def test_an_undefined_difference_says_why() -> None:
    found = replace(FOUND, difference=Interval(None, None, None, "undefined: people failed no answer"))
    assert concluded(found) is Conclusion.UNDEFINED
    assert in_words(found).endswith("undefined: people failed no answer")


@pytest.mark.parametrize(
    ("figure", "low", "high", "expected"),
    [
        ("kappa", -0.04, 0.2, True),
        ("kappa", -0.06, 0.2, False),
        ("mae", -0.2, 0.04, True),
        ("mae", -0.2, 0.06, False),
    ],
)
def test_not_worse_is_told_from_the_bad_end(figure: str, low: float, high: float, expected: bool) -> None:
    assert not_worse(replace(other(0.0, low, high), figure=figure)) is expected


def test_without_an_interval_nothing_is_not_worse() -> None:
    assert not not_worse(replace(FOUND, difference=Interval(0.1, None, None, "no interval from 1 question")))


def test_a_figure_without_a_better_direction_has_no_not_worse() -> None:
    with pytest.raises(ValueError, match="neither direction of leniency is better"):
        not_worse(replace(FOUND, figure="leniency"))


@pytest.mark.parametrize("found", [FOUND, other(0.01, -0.02, 0.04), other(0.01, -0.02, 0.06)])
def test_every_conclusion_names_both_graders_the_figure_and_the_interval(found: Difference) -> None:
    said = in_words(found)
    assert all(part in said for part in ("local", "lexical", "quadratic kappa", "[", "after Holm"))
