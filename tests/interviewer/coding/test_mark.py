import pytest

from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.mark import mark
from interviewer.coding.round import left
from tests.builders import make_question, make_unscored
from tests.rounds import HALF_RIGHT, PASSED, RoundScript, graded, make_case, make_check


def answered(score: float) -> RoundScript:
    return RoundScript().submitted(PASSED).pressed().replied().assessed(graded(score))


def test_correctness_and_answers_have_the_weights_of_the_rubric() -> None:
    assert mark(answered(0.5).round).score == pytest.approx(0.8 * 1.0 + 0.2 * 0.5)


def test_families_of_cases_count_alike() -> None:
    cases = [make_case() for _ in range(9)]
    check = make_check(*cases, make_case(FailureKind.VALUES, family="scale"))
    assert mark(RoundScript().submitted(check).round).correctness == pytest.approx(0.5)


def test_hints_cost_their_share() -> None:
    held = answered(1.0).hint().round
    assert mark(held).score == pytest.approx(0.9)
    assert mark(held).score_without_hints == pytest.approx(1.0)


def test_answers_are_averaged() -> None:
    script = answered(1.0).pressed("another").replied().assessed(graded(0.0))
    assert mark(script.round).explanation == pytest.approx(0.5)


def test_a_follow_up_passed_on_counts_nothing() -> None:
    script = RoundScript().submitted(PASSED).pressed().replied("skip", declined=True)
    assert mark(script.round).score == pytest.approx(0.8)


def test_an_answer_that_could_not_be_graded_is_left_out() -> None:
    made = mark(RoundScript().submitted(HALF_RIGHT).pressed().replied().assessed(make_unscored()).round)
    assert made.score == pytest.approx(0.5)
    assert made.explanation is None
    assert "left out: grader failed (the details)" in made.lines[-1].basis


def test_an_ungraded_answer_leaves_the_graded_ones_alone() -> None:
    made = mark(answered(0.5).pressed("another").replied().assessed(make_unscored()).round)
    assert made.explanation == pytest.approx(0.5)
    assert made.lines[-1].basis == "graded: 1 of 2 follow-ups; one left out: grader failed (the details)"


def test_a_question_without_a_reference_is_left_out() -> None:
    bare = make_question("Why the library?", claims=(), labels=())
    made = mark(RoundScript().submitted(PASSED).pressed(question=bare).replied().round)
    assert made.score == pytest.approx(1.0)
    assert "no reference" in made.lines[-1].basis


def test_a_withdrawn_follow_up_counts_for_nothing() -> None:
    assert mark(RoundScript().submitted(PASSED).pressed().submitted(PASSED).round).explanation is None


def test_without_follow_ups_correctness_is_all() -> None:
    made = mark(RoundScript().submitted(HALF_RIGHT).round)
    assert made.score == pytest.approx(0.5)
    assert made.lines[-1].basis == "left out: no follow-up was asked"


def test_a_skipped_round_counts_nothing() -> None:
    assert mark(RoundScript().run(PASSED).closed().round).score == 0.0


def test_a_round_that_was_left_has_no_score() -> None:
    assert mark(left(RoundScript().run(PASSED).round, "time is up")).score is None


def test_a_barred_operation_halves_the_correctness() -> None:
    failure = Failure(FailureKind.BARRED, "the code calls convolution")
    made = mark(RoundScript().submitted(make_check(make_case(), failure=failure, barred=("convolution",))).round)
    assert made.correctness == pytest.approx(0.5)
    assert "halved, because convolution did the work" in made.lines[0].basis


def test_each_line_of_the_rubric_says_what_it_rests_on() -> None:
    made = mark(answered(0.5).round)
    assert [line.name for line in made.lines] == ["values", "gradients", "explanation"]
    assert [line.basis.partition(":")[0] for line in made.lines] == ["measured", "measured", "graded"]
