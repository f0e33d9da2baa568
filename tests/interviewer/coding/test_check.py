"""The checker on a small exercise, with real boxes."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from types import ModuleType

import pytest
import torch

from interviewer.coding.box import Boxes
from interviewer.coding.case import Call, Case, Family
from interviewer.coding.check import check, drawn
from interviewer.coding.examination import Bench
from interviewer.coding.failure import FailureKind
from interviewer.coding.outcome import CaseOutcome, Check, findings
from interviewer.coding.trial import expected
from tests.interviewer.coding.doubling import CASES, RIGHT, doubling

KEY = b"a secret"
Checked = Callable[..., Check]


@pytest.fixture
def checked(boxes: Boxes, tmp_path: Path) -> Checked:
    def run(source: str, key: bytes | None = KEY) -> Check:
        return check(doubling(tmp_path), source, Bench(boxes), key)

    return run


def kinds(done: Check) -> list[FailureKind]:
    return [finding.kind for finding in findings(done)]


def test_a_right_solution_passes_every_hidden_case(checked: Checked) -> None:
    done = checked(RIGHT)
    assert done.passed and len(done.cases) == 6 and done.share == 1.0


def test_a_run_without_a_key_is_on_the_public_cases(checked: Checked) -> None:
    done = checked(RIGHT, key=None)
    assert [case.public for case in done.cases] == [True]


def test_a_wrong_value_fails_with_its_tag(checked: Checked) -> None:
    done = checked("def double(x, times):\n    return x * 2 if times else x * 1\n")
    assert [(finding.kind, finding.tag) for finding in findings(done)] == [(FailureKind.VALUES, "many times")]


def test_a_public_failure_shows_inputs_and_both_values(checked: Checked) -> None:
    failure = findings(checked("def double(x, times):\n    return x * 0\n", key=None))[0].failure
    assert "double(tensor(" in failure.detail and "expected" in failure.detail


def test_a_hidden_failure_shows_no_value(checked: Checked) -> None:
    failures = [case.failure for case in checked("def double(x, times):\n    return x * 0\n").cases]
    assert all(failure is not None and failure.detail == "" for failure in failures)


def test_what_hidden_cases_make_the_code_say_is_not_told(checked: Checked) -> None:
    done = checked("def double(x, times):\n    print(x)\n    raise ValueError(f'{x}')\n")
    told = [case.failure.message + case.failure.detail for case in done.cases if case.failure]
    assert done.printed == "" and not any("tensor" in text for text in told) and len(told) == 6


def test_what_public_cases_print_is_shown(checked: Checked) -> None:
    assert (
        "here" in checked("def double(x, times):\n    print('here', flush=True)\n    return x * 2**times", None).printed
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("return (x * 2**times).double()", FailureKind.DTYPE),
        ("return (x * 2**times)[:1]", FailureKind.SHAPE),
        ("return (x * 2**times).tolist()", FailureKind.TYPE),
        ("return (x * 2**times).numpy(force=True)", FailureKind.TYPE),
        ("return x * float('nan')", FailureKind.NOT_FINITE),
        ("return (x * 2**times).detach()", FailureKind.NO_GRADIENT),
        ("return x.detach() * (2**times - 1) + x", FailureKind.BACKWARD),
        ("import torch; return torch.ldexp(x, torch.tensor(times))", FailureKind.BARRED),
    ],
)
def test_each_mistake_has_its_class(checked: Checked, body: str, kind: FailureKind) -> None:
    assert kind in kinds(checked(f"def double(x, times):\n    {body}\n"))


def test_a_changed_argument_is_told(boxes: Boxes, tmp_path: Path) -> None:
    plain = doubling(tmp_path, cases=CASES.replace(", gradients=(0,)", ""))
    done = check(plain, "def double(x, times):\n    x *= 2**times\n    return x.clone()\n", Bench(boxes), KEY)
    assert kinds(done) == [FailureKind.MUTATED]


def test_an_argument_that_is_to_be_differentiated_is_not_changed_in_place_either(checked: Checked) -> None:
    assert kinds(checked("def double(x, times):\n    x *= 2**times\n    return x\n")) == [FailureKind.MUTATED]


def test_another_result_in_a_second_run_is_told(checked: Checked) -> None:
    source = (
        "import torch\n"
        "NOISE = torch.rand(4, 3) * 1.5e-6\n"
        "def double(x, times):\n"
        "    return x * 2**times * (1 + NOISE[: len(x)])\n"
    )
    done = checked(source)
    assert done.failure is not None and done.failure.kind is FailureKind.UNSTABLE


def test_an_operator_hidden_from_the_count_is_for_a_person_to_look_at(checked: Checked) -> None:
    done = checked(
        "import torch\n"
        "from torch.utils._python_dispatch import _disable_current_modes\n"
        "def double(x, times):\n"
        "    with _disable_current_modes():\n"
        "        return x * 2**times\n"
    )
    assert done.passed and "turns off what counts" in "".join(done.review)
    assert any("no operation on tensors was seen" in told for told in done.review)


def test_of_ordinary_code_nothing_is_for_a_person_to_look_at(checked: Checked) -> None:
    assert checked(RIGHT).review == ()


def test_each_case_is_told_as_it_is_done(boxes: Boxes, tmp_path: Path) -> None:
    heard: list[CaseOutcome] = []
    done = check(doubling(tmp_path), RIGHT, Bench(boxes), KEY, heard.append)
    assert tuple(heard) == done.cases


def test_another_key_draws_other_cases(boxes: Boxes, tmp_path: Path) -> None:
    exercise = doubling(tmp_path)
    one, other = (check(exercise, RIGHT, Bench(boxes), key).cases for key in (b"one", b"other"))
    assert [case.name for case in one] != [case.name for case in other]


def test_a_judge_that_falls_over_a_strange_result_fails_the_case_alone(boxes: Boxes, tmp_path: Path) -> None:
    judged = CASES.replace(", gradients=(0,)", "").replace("tags)", "tags, judge=lambda given: given[0].mean() + 1)")
    exercise = doubling(tmp_path, cases=judged)
    done = check(exercise, "def double(x, times):\n    return 'four' if times else x * 1\n", Bench(boxes), KEY)
    assert kinds(done) == [FailureKind.TYPE] and done.cases[0].failure is None


def test_a_case_is_drawn_in_the_default_dtype_while_another_check_computes_in_float64(tmp_path: Path) -> None:
    exercise = doubling(
        tmp_path, cases=CASES.replace("draw.normal(draw.integer(2, 4), 3)", "draw.permutation(3) * 1.0")
    )
    computing, reference = Event(), ModuleType("reference")

    def wait() -> None:
        computing.set()
        time.sleep(0.2)

    reference.__dict__["wait"] = wait
    other = Case("slow", Family.RANDOM, (Call("wait", compared=False),))
    thread = Thread(target=expected, args=(other, reference, None, torch.Generator()))
    thread.start()
    computing.wait(10)
    case, _ = next(drawn(exercise, KEY))
    thread.join()
    assert case.steps[0].args[0].dtype is torch.float32
