from dataclasses import replace

from interviewer.coding.facts import facts, families
from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.outcome import Band, Measurement, Speed, Work
from tests.rounds import HALF_RIGHT, PASSED, make_case, make_check


def test_right_code_is_told_to_pass() -> None:
    assert facts(PASSED, triton=False)[0] == "Passed: all 2 cases"


def test_wrong_code_is_told_by_family_and_by_finding() -> None:
    told = facts(HALF_RIGHT, triton=False)
    assert told[0] == "Not passed: 1 of 2 cases fail"
    assert "Cases passed by family: edge 0 of 1, random 1 of 1" in told
    assert "Found: shape, stride > 1 (1 case): the shape is wrong" in told


def test_code_that_cannot_run_is_told_without_cases() -> None:
    told = facts(make_check(failure=Failure(FailureKind.SYNTAX, "line 3: a bracket is open")), triton=False)
    assert told[:2] == ("Not passed: syntax", "Found: syntax: line 3: a bracket is open")


def test_a_cpu_says_what_it_can_measure() -> None:
    assert "Device: CPU: correctness and operation counts only" in facts(PASSED, triton=False)


def test_an_interpreter_says_what_it_does_not_prove() -> None:
    assert any("does not prove that the kernel compiles" in fact for fact in facts(PASSED, triton=True))


def test_what_a_person_may_want_to_look_at_is_told() -> None:
    told = facts(replace(PASSED, review=("it uses ctypes (line 3)",)), triton=False)
    assert told[-1] == "For a person to look at: it uses ctypes (line 3)"
    assert told.count(told[-1]) == 1


def test_a_gpu_does_not_say_so() -> None:
    assert "Device: CUDA" in facts(replace(PASSED, device="cuda"), triton=False)


def test_the_tier_is_told() -> None:
    assert "Isolation: landlock" in facts(PASSED, triton=False)


def test_barred_operations_are_named() -> None:
    assert "Barred operations called: convolution" in facts(
        make_check(make_case(), barred=("convolution",)), triton=False
    )


def test_figures_stand_beside_those_of_the_reference() -> None:
    told = facts(replace(PASSED, measurement=Measurement(Work(8101, flops=5), Work(12, flops=5))), triton=False)
    assert "Operations: 8,101 (reference: 12)" in told
    assert not any(fact.startswith("Triton") for fact in told)


def test_a_speed_is_a_band_with_its_interval() -> None:
    speed = Speed("reference", 3.0, 2.5, 3.5, Band.SLOWER, 5, "cuda")
    told = facts(
        replace(PASSED, measurement=Measurement(Work(1), Work(1), (speed,), ("The clock is coarse",))), triton=False
    )
    assert told[-2] == (
        "Speed against reference: 2 to 10 times slower (3.00 times its time, 95% interval 2.50 to 3.50, "
        "5 rounds on cuda)"
    )
    assert told[-1] == "The clock is coarse"


def test_families_are_counted() -> None:
    cases = (make_case(), make_case(FailureKind.VALUES), make_case(family="random"))
    assert families(make_check(*cases)) == (("edge", 1, 2), ("random", 1, 1))
