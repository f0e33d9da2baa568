from dataclasses import replace

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
    make_task,
)


def asked(check: Check) -> list[str]:
    return [press.question.text for press, _ in follow_ups(make_task(), check)]


def measured(operations: int = 10, peak: int = 0, *speeds: Speed) -> Check:
    return replace(PASSED, measurement=Measurement(Work(operations, 0, peak), Work(10, 0, 100), speeds))


def speed(band: Band) -> Speed:
    return Speed("reference", 3.0, 2.5, 3.5, band, 5, "cpu")


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


def test_many_more_operations_are_asked_about() -> None:
    assert asked(measured(operations=200)) == [OPERATIONS]


def test_a_few_operations_more_are_not() -> None:
    assert asked(measured(operations=12)) == [PASSING]


def test_slower_code_is_asked_about() -> None:
    assert asked(measured(10, 0, speed(Band.SLOWER))) == [OPERATIONS]


def test_what_was_measured_is_told() -> None:
    assert follow_ups(make_task(), measured(operations=200))[0][1] == "more operations than the reference"


def test_one_question_for_two_measurements_is_asked_once() -> None:
    assert asked(measured(200, 0, speed(Band.SLOWER))) == [OPERATIONS]


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
