"""Measured with real boxes: honest code, and code that wants to look fast."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from interviewer.coding.box import Boxes, Limits
from interviewer.coding.case import Call
from interviewer.coding.measurement import REFERENCE
from interviewer.coding.outcome import Band, Measurement
from interviewer.coding.session import Session
from interviewer.coding.timing import CPU_TIMES, INTERPRETED_TIMES, Subject, measured
from tests.interviewer.coding.doubling import CASES, DEFINITION, RIGHT, doubling

# A hundred additions of a matrix: a call that takes much more than its way through a pipe.
SPEED = (
    CASES
    + "\n\ndef speed(draw):\n    return Case('a', Family.RANDOM, (Call('double', (draw.normal(256, 256), 100)),))\n"
)
SLOW = "import time\ndef busy():\n    end = NOW() + 0.1\n    while NOW() < end: pass\nNOW = time.perf_counter\n"
Measure = Callable[[str], Measurement]


@pytest.fixture
def measure(boxes: Boxes, tmp_path: Path) -> Measure:
    def run(source: str, definition: str = DEFINITION) -> Measurement:
        exercise = doubling(tmp_path, cases=SPEED, definition=definition)
        return measured(Subject(exercise, source, boxes, "cpu", b"key"))

    return run


def bands(measurement: Measurement) -> set[Band]:
    return {speed.band for speed in measurement.speeds}


def not_timed(measurement: Measurement) -> str:
    return next(note for note in measurement.notes if note.startswith("Not timed"))


def test_honest_code_is_counted_beside_ours(measure: Measure) -> None:
    measurement = measure("def double(x, times):\n    return x * 2.0**times\n")
    assert (measurement.work.operations, measurement.reference_work.operations) == (1, 101)


def test_the_same_code_is_not_faster_and_not_slower_than_itself(measure: Measure) -> None:
    assert bands(measure(RIGHT)) <= {Band.NOT_DISTINGUISHABLE, Band.WITHIN_TWO}


def test_slow_code_is_much_slower(measure: Measure) -> None:
    source = SLOW + "def double(x, times):\n    busy()\n    return x * 2.0**times\n"
    assert bands(measure(source)) == {Band.MUCH_SLOWER}


def test_the_cpu_is_said_to_be_one(measure: Measure) -> None:
    assert CPU_TIMES in measure(RIGHT).notes


def test_an_interpreter_is_not_timed(boxes: Boxes, tmp_path: Path) -> None:
    exercise = doubling(tmp_path, cases=SPEED, definition=DEFINITION + "triton: true\n")
    measurement = measured(Subject(exercise, RIGHT, boxes, "cpu", b"key"))
    assert (measurement.speeds, measurement.notes[-1]) == ((), INTERPRETED_TIMES)


def test_the_library_is_compared_with_where_there_is_one(boxes: Boxes, tmp_path: Path) -> None:
    library = "torch.stack([x * 2.0 ** (times - 7)] * 128).sum(0)"
    exercise = doubling(tmp_path, cases=SPEED, definition=DEFINITION + f"library: {library}\n")
    measurement = measured(Subject(exercise, RIGHT, boxes, "cpu", b"key"))
    assert [speed.against for speed in measurement.speeds] == [REFERENCE, "torch.stack"]


def test_code_that_fails_now_is_told_and_not_measured(measure: Measure) -> None:
    measurement = measure("def double(x, times):\n    raise ValueError\n")
    assert measurement.speeds == () and "Not measured: the code raises ValueError" in measurement.notes[0]


def test_a_name_that_is_no_operator_is_not_told(measure: Measure) -> None:
    source = """
import sys
figures = sys.modules["interviewer.coding.inside.figures"]
INIT = figures._Counter.__init__

def told(self):
    INIT(self)
    self.uncounted["input_is_zero_point_five"] = 9

figures._Counter.__init__ = told
"""
    notes = measure(source + "def double(x, times):\n    return x * 2.0**times\n").notes
    assert "mul (1)" in notes[0] and "input" not in notes[0]


def test_clocks_that_stand_still_are_not_asked(measure: Measure) -> None:
    stopped = "for name in ('perf_counter', 'time', 'monotonic', 'process_time'): setattr(time, name, lambda: 0.0)\n"
    source = SLOW + stopped + "def double(x, times):\n    busy()\n    return x * 2.0**times\n"
    assert bands(measure(source)) == {Band.MUCH_SLOWER}


def test_a_result_of_before_is_no_result(measure: Measure) -> None:
    source = "KEPT = []\ndef double(x, times):\n    KEPT or KEPT.append(x * 2.0**times)\n    return KEPT[0]\n"
    measurement = measure(source)
    assert measurement.speeds == () and "wrong values" in not_timed(measurement)


def test_what_a_thread_does_after_the_reply_counts_for_nothing(measure: Measure) -> None:
    """The code has the runner keep its results as they are, and fills them in when the clock has stopped."""
    source = """
import sys, threading, time, torch
sys.modules["interviewer.coding.inside.holding"]._copied = lambda value: value

def later(out, x, times):
    time.sleep(0.05)
    out.copy_(x * 2.0**times)

def double(x, times):
    out = torch.empty_like(x)
    threading.Thread(target=later, args=(out, x, times)).start()
    return out
"""
    measurement = measure(source)
    assert measurement.speeds == ()


def test_a_digest_that_is_made_up_is_found_out(measure: Measure) -> None:
    source = "import sys\nsys.modules['interviewer.coding.inside.digest'].Digest.text = lambda self: 'done'\n" + RIGHT
    assert "not those that the code had when the clock stopped" in not_timed(measure(source))


def test_a_thread_that_is_left_behind_takes_no_time_from_others(boxes: Boxes, tmp_path: Path) -> None:
    """It notes the longest time for which it did not run."""
    source = """
import threading, time, torch
LONGEST = [0.0]

def run():
    last = time.monotonic()
    while True:
        time.sleep(0.001)
        LONGEST[0] = max(LONGEST[0], time.monotonic() - last)
        last = time.monotonic()

threading.Thread(target=run, daemon=True).start()

def double(x, times):
    time.sleep(0.1)
    return torch.tensor(LONGEST[0])
"""
    session = Session(boxes.open(Limits()), Limits())
    session.load(doubling(tmp_path), source, "cpu")
    call = Call("double", (torch.ones(1), 1))
    before = session.call(call).value
    with session.resting():
        time.sleep(1.0)
    after = session.call(call).value
    session.close()
    assert before < 0.9 < after


@pytest.mark.parametrize("key", ["x.numpy().tobytes()", "id(x)"])
def test_a_cache_brings_no_speed(measure: Measure, key: str) -> None:
    source = (
        f"{SLOW}CACHE = {{}}\ndef double(x, times):\n    key = {key}\n"
        "    if key not in CACHE:\n        busy()\n        CACHE[key] = x * 2.0**times\n    return CACHE[key]\n"
    )
    assert bands(measure(source)) <= {Band.MUCH_SLOWER}


def test_inputs_that_are_held_cannot_be_begun_with(measure: Measure) -> None:
    """The code looks into what the runner holds, for the input that it is called with later."""
    source = (
        SLOW
        + """
import gc, sys
Held = sys.modules["interviewer.coding.inside.holding"].Held
SEEN = []
ADD = Held.add

def add(self, content):
    SEEN.append(content)
    ADD(self, content)

Held.add = add

def double(x, times):
    if not any(x.numpy().tobytes() in content for content in SEEN):
        busy()
    return x * 2.0**times
"""
    )
    assert bands(measure(source)) == {Band.MUCH_SLOWER}
