import pytest

from evals.statistics.figures import FIGURES
from evals.statistics.rank_stability import Standing, standings
from evals.statistics.score_table import Human, joined
from tests.evals.statistics.tables import table


def test_far_apart_graders_have_sure_ranks() -> None:
    found = standings(table(40, 5, 1, {"bad": 0.8, "good": 0.02, "middle": 0.3}), FIGURES["kappa"], samples=200)
    assert found == [
        Standing("good", 1, 1, 1, 1.0),
        Standing("middle", 2, 2, 2, 0.0),
        Standing("bad", 3, 3, 3, 0.0),
    ]


def test_less_error_is_a_better_rank() -> None:
    found = standings(table(40, 5, 1, {"bad": 0.8, "good": 0.02}), FIGURES["mae"], samples=50)
    assert [one.grader for one in found] == ["good", "bad"]


def test_like_graders_change_places() -> None:
    found = standings(table(40, 5, 2, {"a": 0.3, "b": 0.3}), FIGURES["kappa"], samples=300)
    assert all((one.low, one.high) == (1, 2) for one in found)
    assert sum(one.first for one in found) == pytest.approx(1)


def test_the_same_grader_twice_shares_the_first_rank() -> None:
    made = table(40, 5, 2, {"a": 0.3})
    twice = joined(
        {i: Human(str(q), float(s)) for i, q, s in zip(made.ids, made.questions, made.given, strict=True)},
        {name: dict(zip(made.ids, made.scores["a"].tolist(), strict=True)) for name in ("a", "again")},
    )
    assert standings(twice, FIGURES["kappa"], samples=50) == [
        Standing("a", 1, 1, 1, 0.5),
        Standing("again", 1, 1, 1, 0.5),
    ]


def test_an_undefined_figure_has_no_rank_and_stands_last() -> None:
    given = {str(number): Human(f"q{number // 3}", number % 3 / 2) for number in range(90)}
    right = {name: human.score for name, human in given.items()}
    made = joined(given, {"constant": dict.fromkeys(given, 0.5), "right": right})
    assert standings(made, FIGURES["pearson"], samples=50) == [
        Standing("right", 1, 1, 1, 1.0),
        Standing("constant", None, None, None, 0.0),
    ]


def test_without_a_common_answer_nobody_has_a_rank() -> None:
    made = joined({"a": Human("q", 0.0), "b": Human("r", 1.0)}, {"one": {"a": 0.0}, "other": {"b": 1.0}})
    assert [one.rank for one in standings(made, FIGURES["mae"], samples=10)] == [None, None]
