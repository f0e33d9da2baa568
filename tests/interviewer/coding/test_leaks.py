"""Code that tries to tell what a hidden case held, or to upset the checker: what is told of such a case is ours."""

from pathlib import Path

import pytest

from interviewer.coding.box import Boxes
from interviewer.coding.check import check
from interviewer.coding.examination import Bench
from interviewer.coding.failure import FailureKind
from interviewer.coding.outcome import findings
from tests.interviewer.coding.doubling import DEFINITION, doubling

# Each tells the mark, which stands for the values of x, wherever it can.
HEAD = """
import interviewer.coding.inside.frames as frames
import interviewer.coding.inside.mishap as mishap
import interviewer.coding.inside.runner as runner
MARK = "".join(("val", "ue_of", "_x"))
def told(**reply):
    runner.Runner.answer = lambda self, frame: frames.Frame({"id": frame.header["id"], **reply})
"""
LEAKS = {
    "in the name of an exception": "def double(x, times): raise type(MARK, (Exception,), {})(x)",
    "as a mistake in the file": "def double(x, times): raise SyntaxError(MARK)",
    "as an import that failed": "def double(x, times): raise ImportError(MARK)",
    "in the type of the result": "def double(x, times): return type(MARK, (), {})()",
    "in the runner's words": "mishap._words = lambda error, name: MARK\ndef double(x, times): raise ValueError",
    "in a failure of another kind": """
def double(x, times):
    told(failure="signature", message=MARK, text=MARK)
    return x
""",
    "in the names of operators": """
def double(x, times):
    told(operations={MARK: 1, MARK + " <b>": 1}, value=None, arguments=None, gradients=None)
    return x
""",
    "in the repetition alone": """
SEEN = []
def double(x, times):
    SEEN.append(0)
    if len(SEEN) == 1 and times > 1: raise type(MARK, (Exception,), {})
    return x * 2.0**times
""",
}
UPSETS = {
    "an integer beyond all numbers": '{"is": "int", "digits": "9" * 1000}',
    "digits that are none": '{"is": "int", "digits": 1e999}',
    "more elements than can be counted": '{"is": "tensor", "dtype": "float32", "shape": [0, 1 << 61, 1 << 61], '
    '"strides": [0, 0, 0], "start": 0, "bytes": 0}',
    "elements whose number wraps": '{"is": "tensor", "dtype": "float32", "shape": [1 << 32, 1 << 32], '
    '"strides": [0, 0], "start": 0, "bytes": 4}',
    "a dict with keys that cannot be": '{"is": "dict", "items": [[{"is": "list", "items": []}, 1]]}',
}


@pytest.mark.parametrize("name", LEAKS)
def test_no_word_of_the_code_is_told_of_a_hidden_case(name: str, boxes: Boxes, tmp_path: Path) -> None:
    done = check(doubling(tmp_path), HEAD + LEAKS[name], Bench(boxes), b"key")
    assert not done.passed
    assert "value_of_x" not in repr(done)


def test_of_a_public_case_it_is(boxes: Boxes, tmp_path: Path) -> None:
    done = check(doubling(tmp_path), HEAD + LEAKS["in the name of an exception"], Bench(boxes))
    assert "value_of_x" in findings(done)[0].failure.detail


@pytest.mark.parametrize("name", UPSETS)
def test_a_value_that_cannot_be_fails_the_case(name: str, boxes: Boxes, tmp_path: Path) -> None:
    source = f"{HEAD}def double(x, times):\n    told(value={UPSETS[name]})\n    return x\n"
    kinds = {finding.kind for finding in findings(check(doubling(tmp_path), source, Bench(boxes), b"key"))}
    assert kinds and kinds <= {FailureKind.TYPE, FailureKind.MUTATED}


def test_code_that_stays_below_the_limit_at_every_call_does_not_hold_the_check_up(boxes: Boxes, tmp_path: Path) -> None:
    definition = DEFINITION.replace("cases: {edge: 2, random: 4}", "cases: {edge: 2, random: 40}")
    source = "import time\ndef double(x, times):\n    time.sleep(0.35)\n    return x * 2.0**times\n"
    done = check(doubling(tmp_path, seconds=0.5, definition=definition), source, Bench(boxes, measuring=False), b"key")
    told = [case.failure.message for case in done.cases if case.failure]
    assert "all calls together take more than 3 s" in told[0]
    assert "not run" in told[-1]
    assert done.seconds < 20
