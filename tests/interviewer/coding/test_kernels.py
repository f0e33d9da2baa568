"""Submissions in Triton, in real boxes: what the interpreter sees is what the check tells."""

import pytest
import torch

from interviewer.coding.box import Boxes, Limits
from interviewer.coding.case import Call
from interviewer.coding.check import check
from interviewer.coding.examination import Bench
from interviewer.coding.exercise import Exercise, load
from interviewer.coding.failure import FailureKind
from interviewer.coding.outcome import findings
from interviewer.coding.session import Session

KERNEL = """import torch
import triton
import triton.language as tl


@triton.jit
def add_kernel(x, y, out, count, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = at < count
    tl.store(out + at, tl.load(x + at, mask=mask) + tl.load(y + at, mask=mask), mask=mask)


def add(x, y):
    out = torch.empty_like(x)
    add_kernel[(triton.cdiv(x.numel(), 64),)](x, y, out, x.numel(), BLOCK=64)
    return out
"""


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return load("triton-vector-add")


def test_a_kernel_that_is_right_passes_the_public_cases(exercise: Exercise, boxes: Boxes) -> None:
    assert check(exercise, KERNEL, Bench(boxes)).passed


def test_a_store_out_of_bounds_is_told_with_its_line(exercise: Exercise, boxes: Boxes) -> None:
    done = check(exercise, KERNEL.replace(", mask=mask)\n\n", ")\n\n"), Bench(boxes))
    (finding,) = findings(done)
    assert finding.kind is FailureKind.OUT_OF_BOUNDS
    assert finding.failure.message.endswith("stores outside of the memory of out (line 10)")


def test_it_is_told_where_the_code_catches_the_error_too(exercise: Exercise, boxes: Boxes) -> None:
    source = KERNEL.replace(", mask=mask)\n\n", ")\n\n")
    source = source.replace("    add_kernel[", "    try:\n        add_kernel[").replace(
        "    return out", "    except Exception:\n        out = x + y\n    return out"
    )
    assert [finding.kind for finding in findings(check(exercise, source, Bench(boxes)))] == [FailureKind.OUT_OF_BOUNDS]


def test_a_failure_of_one_case_is_none_of_the_next(exercise: Exercise, boxes: Boxes) -> None:
    source = KERNEL.replace("at < count", "at < count + (count == 1)")  # the first case has one element
    failed = [case.failure is not None for case in check(exercise, source, Bench(boxes)).cases]
    assert failed == [True, False, False]


def test_code_without_a_kernel_is_not_what_was_asked(exercise: Exercise, boxes: Boxes) -> None:
    source = "import torch\n\ndef add(x, y):\n    return torch.from_numpy(x.numpy() + y.numpy())\n"
    done = check(exercise, source, Bench(boxes))
    assert done.failure
    assert done.failure.kind is FailureKind.BARRED
    assert done.barred == ("code outside of a kernel",)


def test_a_kernel_that_failed_before_its_launch_is_no_code_without_a_kernel(exercise: Exercise, boxes: Boxes) -> None:
    done = check(exercise, KERNEL.replace("triton.cdiv(", "triton.ceiling("), Bench(boxes))
    assert [finding.kind for finding in findings(done)] == [FailureKind.RAISES]
    assert done.barred == ()


def test_programs_loads_and_stores_are_figures_of_a_call(exercise: Exercise, boxes: Boxes) -> None:
    limits = Limits()
    session = Session(boxes.open(limits), limits)
    try:
        session.load(exercise, KERNEL, "cpu")
        counts = session.figures(Call("add", (torch.ones(100), torch.ones(100)))).counts
    finally:
        session.close()
    assert (counts["programs"], counts["loads"], counts["stores"]) == (2, 200, 100)
