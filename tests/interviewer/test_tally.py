from dataclasses import replace

import pytest

from interviewer.grade import Verdict
from interviewer.interview import Outcome, Turn
from interviewer.tally import Tally, graded_with_model, labelled, mean_of_kinds, tally
from tests.builders import NOON, PROVENANCE, make_grade, make_question, make_unscored
from tests.rounds import PASSED, RoundScript, graded

BY_MODEL = replace(PROVENANCE, grader="judge", model="a-model", prompt="0f")


def turn(score: float, by_model: bool = False) -> Turn:
    grade = replace(make_grade(*[Verdict.HIT] * 3, score=score), provenance=BY_MODEL if by_model else PROVENANCE)
    return Turn(make_question(), NOON, ("an answer",), grade=grade, outcome=Outcome.ANSWERED)


def test_grades_of_one_kind_are_averaged() -> None:
    assert tally([turn(0.2, by_model=True), turn(0.6, by_model=True)]).score == pytest.approx(0.4)


def test_grades_of_two_kinds_never_are() -> None:
    counted = tally([turn(0.2, by_model=True), turn(0.6), turn(0.6)])
    assert counted == Tally(None, 0.2, 0.6)
    assert counted.mixed


def test_a_skipped_question_counts_nothing_with_either_kind() -> None:
    skipped = Turn(make_question(), NOON, outcome=Outcome.SKIPPED)
    assert tally([turn(0.6, by_model=True), skipped]).score == pytest.approx(0.3)


def test_an_unscored_answer_is_of_no_kind() -> None:
    failed = replace(turn(0.5), grade=replace(make_unscored(), provenance=BY_MODEL))
    assert tally([turn(0.6), failed]).score == pytest.approx(0.6)


def test_a_question_and_a_coding_round_count_alike() -> None:
    assert tally([turn(0.5), RoundScript().submitted(PASSED).closed().round]).score == pytest.approx(0.75)


def test_an_open_coding_round_does_not_count() -> None:
    assert tally([turn(0.5), RoundScript().submitted(PASSED).round]).score == pytest.approx(0.5)


def test_hints_of_a_coding_round_are_paid_for() -> None:
    held = RoundScript().hint().submitted(PASSED).closed().round
    assert tally([held]).score == pytest.approx(0.9)
    assert tally([held], hints=False).score == pytest.approx(1.0)


def test_a_coding_round_is_of_the_kind_that_graded_its_answers() -> None:
    by_model = replace(graded(0.5), provenance=BY_MODEL)
    script = RoundScript().submitted(PASSED).pressed().replied()
    assert graded_with_model(script.assessed(by_model).round) is True
    assert graded_with_model(RoundScript().submitted(PASSED).round) is None


def test_an_embedder_is_no_language_model() -> None:
    assert "no language model" in labelled(replace(PROVENANCE, model="an-embedder"))
    assert "language model a-model" in labelled(BY_MODEL)


def test_scores_of_one_kind_have_one_mean() -> None:
    assert mean_of_kinds([], [0.5, 1.0]) == mean_of_kinds([0.5, 1.0], []) == Tally(0.75)


def test_scores_of_two_kinds_have_two_means() -> None:
    assert mean_of_kinds([0.5], [1.0]) == Tally(None, 0.5, 1.0)


def test_no_scores_have_no_mean() -> None:
    assert mean_of_kinds([], []) == Tally(None)
