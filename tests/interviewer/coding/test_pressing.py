from dataclasses import replace

import pytest

from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.outcome import Band, Check, Measurement, Speed, Work
from interviewer.coding.pressing import due, follow_ups
from tests.rounds import (
    GRADIENT,
    HALF_RIGHT,
    LIBRARY,
    OPERATIONS,
    PASSED,
    PASSING,
    SHAPE,
    STRIDE,
    RoundScript,
    graded,
    make_case,
    make_check,
    make_press,
    make_task,
)


def asked(check: Check) -> list[str]:
    return [press.question.text for press, _ in follow_ups(make_task(), check)]


def measured(operations: int = 10, peak: int = 0, *speeds: Speed) -> Check:
    return replace(PASSED, measurement=Measurement(Work(operations, 0, peak), Work(10, 0, 100), speeds))


def speed(band: Band, against: str = "reference") -> Speed:
    return Speed(against, 3.0, 2.5, 3.5, band, 5, "cpu")


def test_right_code_is_talked_about_too() -> None:
    assert asked(PASSED) == [PASSING]


def test_a_failure_on_its_tag_is_asked_about_that_tag() -> None:
    assert asked(HALF_RIGHT) == [STRIDE]


def test_a_failure_everywhere_is_asked_about_its_kind_alone() -> None:
    assert asked(make_check(make_case(FailureKind.SHAPE), make_case(FailureKind.SHAPE))) == [SHAPE]


def test_what_it_is_about_is_told() -> None:
    assert follow_ups(make_task(), HALF_RIGHT)[0][1] == "shape, stride > 1"


def test_the_most_frequent_failure_comes_first() -> None:
    check = make_check(
        make_case(FailureKind.SHAPE), make_case(FailureKind.BACKWARD), make_case(FailureKind.BACKWARD), make_case()
    )
    assert asked(check) == [GRADIENT, SHAPE]


def test_two_are_the_most() -> None:
    check = make_check(
        make_case(FailureKind.SHAPE), make_case(FailureKind.BACKWARD), make_case(), barred=("convolution",)
    )
    assert len(asked(check)) == 2


def test_a_failure_without_a_question_asks_none() -> None:
    assert asked(make_check(failure=Failure(FailureKind.SYNTAX, "a bracket is open"))) == []


def test_one_question_for_two_failures_is_asked_once() -> None:
    check = make_check(make_case(FailureKind.BACKWARD), make_case(FailureKind.NO_GRADIENT), make_case())
    assert asked(check) == [GRADIENT]


def test_a_barred_operation_is_asked_about() -> None:
    failure = Failure(FailureKind.BARRED, "the code calls convolution")
    assert asked(make_check(make_case(), failure=failure, barred=("convolution",))) == [LIBRARY]


def test_a_barred_operation_comes_after_what_is_wrong() -> None:
    check = make_check(make_case(FailureKind.SHAPE), make_case(), barred=("convolution",))
    assert asked(check) == [SHAPE, LIBRARY]


def test_twice_the_operations_are_asked_about() -> None:
    assert asked(measured(operations=20)) == [OPERATIONS]


def test_a_few_operations_more_are_not() -> None:
    assert asked(measured(operations=19)) == [PASSING]


@pytest.mark.parametrize("band", [Band.SLOWER, Band.MUCH_SLOWER])
def test_slower_code_is_asked_about(band: Band) -> None:
    assert asked(measured(10, 0, speed(band))) == [OPERATIONS]


@pytest.mark.parametrize("band", [Band.WITHIN_TWO, Band.FASTER, Band.NOT_DISTINGUISHABLE])
def test_code_as_fast_is_not(band: Band) -> None:
    assert asked(measured(10, 0, speed(band))) == [PASSING]


def test_being_slower_than_the_library_is_not_asked_about() -> None:
    assert asked(measured(10, 0, speed(Band.MUCH_SLOWER, "torch.conv2d"))) == [PASSING]


def test_twice_the_memory_is_asked_about() -> None:
    task = make_task(make_press("Why so much?", "more memory"), make_press(PASSING, "passed"))
    assert [press.question.text for press, _ in follow_ups(task, measured(10, 200))] == ["Why so much?"]


def test_nothing_is_due_before_a_submission() -> None:
    assert due(RoundScript().run(PASSED).round) is None


def test_the_first_follow_up_is_due_after_one() -> None:
    following = due(RoundScript().submitted(PASSED).round)
    assert following is not None
    assert following[0].question.text == PASSING


def test_what_was_answered_is_not_due_again() -> None:
    script = RoundScript().submitted(PASSED).pressed(PASSING).replied().assessed(graded(1.0))
    assert due(script.round) is None


def test_what_was_withdrawn_is_due_again() -> None:
    assert due(RoundScript().submitted(PASSED).pressed(PASSING).submitted(PASSED).round) is not None


def test_a_round_asks_two_however_often_code_is_submitted() -> None:
    script = RoundScript().submitted(HALF_RIGHT)
    for text in (STRIDE, SHAPE):
        script.pressed(text).replied().assessed(graded(1.0))
    assert due(script.submitted(PASSED).round) is None
