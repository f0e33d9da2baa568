from dataclasses import replace

import numpy as np
import pytest

from evals.statistics.interval import Interval
from evals.table import COVERED, Line, Measured, best, lines, measure, parts, reliability, risk
from evals.table_text import as_markdown
from tests.evals.test_ensemble import make_answers


@pytest.fixture(scope="module")
def measured() -> list[Measured]:
    return list(measure(make_answers()))


def test_every_test_split_and_every_dataset_is_a_part() -> None:
    assert [part.name for part in parts(make_answers())] == [
        "one, test-unseen-questions",
        "two, test-unseen-questions",
        "one, dataset not fitted to",
        "two, dataset not fitted to",
    ]


def test_nothing_is_measured_that_was_fitted_to() -> None:
    for part in parts(make_answers()):
        assert not (part.asked & part.fitted).any()
        assert part.asked.any()
        assert part.fitted.any()


def test_files_without_splits_are_measured_dataset_by_dataset() -> None:
    answers = make_answers()
    without = replace(answers, splits=np.full(len(answers.given), ""))
    assert [part.name for part in parts(without)] == ["one, dataset not fitted to", "two, dataset not fitted to"]


def test_the_score_of_a_question_not_fitted_to_hangs_on_no_human_score_of_it(measured: list[Measured]) -> None:
    answers = make_answers()
    chosen = next(parts(answers)).asked
    answers.given[chosen] = 1 - answers.given[chosen]
    again = next(measure(answers))
    assert list(again.scores["ensemble"]) == list(measured[0].scores["ensemble"])


def test_a_grader_that_follows_people_is_far_ahead_of_noise(measured: list[Measured]) -> None:
    found = {line.grader: line for line in lines(measured[0])}
    ahead = found["overlap"].difference["pearson"]
    assert ahead.low is not None
    assert ahead.low > 0.4
    assert found["local"].difference == {}


def test_two_graders_alike_do_not_differ(measured: list[Measured]) -> None:
    same = replace(measured[0], scores={**measured[0].scores, "overlap": measured[0].scores["local"]})
    found = {line.grader: line for line in lines(same)}
    difference = found["overlap"].difference["rmse"]
    assert (difference.value, difference.low, difference.high) == (0, 0, 0)


def make_line(grader: str, value: float | None) -> Line:
    return Line("a part", grader, 1, 1, {name: Interval(value, None, None) for name in ("pearson", "rmse")}, {})


def test_the_best_baseline_correlates_most_or_errs_least() -> None:
    made = [make_line("length", 0.2), make_line("overlap", 0.4), make_line("lexical", None), make_line("local", 0.9)]
    assert (best(made, "pearson").grader, best(made, "rmse").grader) == ("overlap", "length")


def test_confidence_is_compared_with_how_often_it_was_right() -> None:
    bins = reliability(np.array([0.5, 0.5, 0.9]), np.array([0.5, 0.5, 0.5]), np.array([0.7, 1.0, 0.5]))
    assert [(b.claimed, b.answers, b.near, b.nearer) for b in bins] == [(0.5, 2, 0.5, 0.0), (0.9, 1, 1.0, 1.0)]


def test_risk_falls_where_confidence_tells_right_from_wrong() -> None:
    given = np.concatenate([np.zeros(50), np.ones(50)])
    found = risk(np.where(given == 0, 0.9, 0.4), np.zeros(100), given)
    assert found == pytest.approx([0.5, 40 / 90, 30 / 80, 20 / 70, 0.0])


def test_risk_is_the_same_at_every_share_where_confidence_is_one() -> None:
    assert risk(np.full(4, 0.7), np.zeros(4), np.array([0.0, 0.0, 1.0, 1.0])) == [0.5] * len(COVERED)


def test_the_text_has_every_part_and_grader(measured: list[Measured]) -> None:
    text = as_markdown(measured)
    assert text.count("### ") == 4
    assert text.count("| overlap |") == text.count("| ensemble | 0.") == 4
    assert "| the best baseline | " in text


def test_the_text_warns_of_few_questions(measured: list[Measured]) -> None:
    assert as_markdown(measured[:1]).count("Fewer than 20 questions") == 1
