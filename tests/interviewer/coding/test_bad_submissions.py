"""Submissions that do not work: each gets a precise class within its time, and the next check is unharmed."""

import time
from pathlib import Path

import pytest

from interviewer.coding.box import Boxes
from interviewer.coding.check import check
from interviewer.coding.examination import Bench
from interviewer.coding.failure import FailureKind
from interviewer.coding.outcome import findings
from tests.interviewer.coding.doubling import RIGHT, doubling

HEAD = "def double(x, times):\n    "

BAD = {
    "empty": ("", FailureKind.MISSING_ENTRY, "defines no function named double"),
    "prose": ("I would multiply by two.", FailureKind.SYNTAX, "not valid Python in line 1"),
    "unclosed": ("def double(x, times:\n    return x", FailureKind.SYNTAX, "not valid Python"),
    "null byte": ("def double(x, times):\n    return '\0'", FailureKind.SYNTAX, "not valid Python"),
    "surrogate": ("X = '\ud800'\n" + RIGHT, FailureKind.SYNTAX, "not valid Python"),
    "deeply nested": ("x = " + "(" * 5000 + ")" * 5000, FailureKind.SYNTAX, "not valid Python"),
    "renamed entry": ("def Double(x, times):\n    return x", FailureKind.MISSING_ENTRY, "named double"),
    "entry is no function": ("double = 2", FailureKind.MISSING_ENTRY, "double is a int, not a function"),
    "one argument": ("def double(x):\n    return x", FailureKind.SIGNATURE, "must take 2 arguments"),
    "import fails": ("import tensorflow\n" + RIGHT, FailureKind.IMPORT, "an import failed"),
    "the product imported": ("import interviewer.coding.check\n" + RIGHT, FailureKind.IMPORT, "an import failed"),
    "raises at import": ("raise ValueError('no')", FailureKind.RAISES, "raises ValueError in line 1"),
    "raises": (HEAD + "return x / times.nothing", FailureKind.RAISES, "raises AttributeError in line 2"),
    "exits at import": ("import sys; sys.exit(0)", FailureKind.ENDED, "ends the process"),
    "exits": (HEAD + "import sys; sys.exit()", FailureKind.ENDED, "ends the process"),
    "ends hard": (HEAD + "import os; os._exit(0)", FailureKind.ENDED, "exit code 0"),
    "crashes": (HEAD + "import ctypes; ctypes.string_at(1)", FailureKind.ENDED, "SIGSEGV"),
    "aborts": (HEAD + "import os; os.abort()", FailureKind.ENDED, "SIGABRT"),
    "kills itself": (HEAD + "import os; os.kill(os.getpid(), 9)", FailureKind.MEMORY, "stopped by the system"),
    "recursion": (HEAD + "return double(x, times)", FailureKind.RAISES, "raises RecursionError"),
    "endless loop": (HEAD + "while True: pass", FailureKind.TIMEOUT, "no result within 1 s"),
    "sleep": (HEAD + "import time; time.sleep(60)", FailureKind.TIMEOUT, "no result within 1 s"),
    "endless at import": ("while True: pass", FailureKind.TIMEOUT, "no result within"),
    "prints without end": (HEAD + "while True: print('x' * 1000)", FailureKind.OUTPUT, "prints more than"),
    "memory": (HEAD + "import torch; return torch.ones(1 << 34)", FailureKind.MEMORY, "more memory than it may have"),
    "memory in bytes": (HEAD + "y = bytes(1 << 26)\n    while True: y = y + y", FailureKind.MEMORY, "more memory"),
    "huge result": (HEAD + "return x.repeat(300000, 1)", FailureKind.OUTPUT, "too large"),
    "huge view": (HEAD + "return x.sum().expand(1 << 20, 1 << 20)", FailureKind.MEMORY, "more memory"),
    "nested result": (HEAD + "y = x\n    for _ in range(500): y = [y]\n    return y", FailureKind.RAISES, "BadValue"),
    "a result in itself": (HEAD + "y = []\n    y.append(y)\n    return y", FailureKind.RAISES, "BadValue"),
    "a function": (HEAD + "return double", FailureKind.TYPE, "must be a tensor, not function"),
    "nothing": (HEAD + "pass", FailureKind.TYPE, "must be a tensor, not None"),
    "sparse": (HEAD + "return (x * 2**times).to_sparse()", FailureKind.TYPE, "must be a tensor, not torch.float32"),
    "quantised": (
        HEAD + "import torch; return torch.quantize_per_tensor(x.detach(), 1.0, 0, torch.qint8)",
        FailureKind.TYPE,
        "must be a tensor",
    ),
    "writes a file": (HEAD + "open('/tmp/x', 'w'); return x", FailureKind.DENIED, "does not allow"),
    "reads a file": (HEAD + "open('/etc/passwd'); return x", FailureKind.DENIED, "does not allow"),
    "a socket": (HEAD + "import socket; socket.socket(); return x", FailureKind.DENIED, "does not allow"),
    "a process": (HEAD + "import os; os.fork(); return x", FailureKind.DENIED, "does not allow"),
    "a command": (HEAD + "import subprocess; subprocess.run(['ls']); return x", FailureKind.DENIED, "does not allow"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_submission_is_told_what_is_wrong_in_time(name: str, boxes: Boxes, tmp_path: Path) -> None:
    source, kind, words = BAD[name]
    started = time.monotonic()
    seconds = 1.0 if kind is FailureKind.TIMEOUT else 10.0  # a busy machine needs more for what does end
    found = findings(check(doubling(tmp_path, seconds=seconds), source, Bench(boxes), b"key"))[0]
    assert (found.kind, words in found.failure.message) == (kind, True), found
    assert time.monotonic() - started < 60


def test_the_next_check_is_unharmed(boxes: Boxes, tmp_path: Path) -> None:
    exercise = doubling(tmp_path, seconds=3.0)
    for name in ("crashes", "endless loop", "memory", "ends hard"):
        check(exercise, BAD[name][0], Bench(boxes), b"key")
    assert check(exercise, RIGHT, Bench(boxes), b"key").passed


def test_after_two_cases_without_an_end_the_others_are_not_run(boxes: Boxes, tmp_path: Path) -> None:
    done = check(doubling(tmp_path, seconds=1.0), BAD["endless loop"][0], Bench(boxes), b"key")
    assert done.seconds < 20 and "not run" in str(done.cases[-1].failure)


def test_one_case_that_ends_the_process_leaves_the_others_judged(boxes: Boxes, tmp_path: Path) -> None:
    source = "import os\nfrom math import prod\n" + HEAD + "return x * 2**times if times else os._exit(3)\n"
    done = check(doubling(tmp_path), source, Bench(boxes), b"key")
    assert [case.failure is None for case in done.cases].count(False) == 1
