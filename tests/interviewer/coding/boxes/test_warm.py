"""Warm boxes: their limits, their ends, and what is left when something dies."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from interviewer.coding.box import Box, Limits, Tier
from interviewer.coding.boxes.escapes import run
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.boxes.warm import WarmBoxes
from interviewer.coding.boxes.zygote import Zygote
from interviewer.coding.inside.frames import Frame, packed
from interviewer.coding.inside.probe import END
from interviewer.errors import BoxFailed
from tests.interviewer.coding.boxes.conftest import TIERS, maker

MIB = 1 << 20


def started(boxes: WarmBoxes, text: str) -> Box:
    """A box that runs the text, which tells at once that it does."""
    box = boxes.probe(Limits())
    os.write(box.requests, f"tell('up')\n{text}".encode() + END)
    assert os.read(box.replies, 2) == b"up"
    return box


def processes() -> set[int]:
    """Those of this machine that were started from this one, however far down."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                below.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = set(), [os.getpid()]
    while waiting:
        children = below.get(waiting.pop(), [])
        found.update(children)
        waiting += children
    return found


def gone(numbers: set[int]) -> bool:
    """Whether all have ended within five seconds."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if not any(_lives(number) for number in numbers):
            return True
        time.sleep(0.02)
    return False


def _lives(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text(errors="replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_tier_is_told(held: Readable) -> None:
    assert [maker(name, held)().tier for name in ("bubblewrap", "landlock")] == [Tier.BUBBLEWRAP, Tier.LANDLOCK]


def test_what_is_within_the_allowance_can_be_taken(walled: WarmBoxes) -> None:
    text = "import torch; tell(torch.ones(50 * 2**20, dtype=torch.uint8).numel())"
    assert run(walled, text, Limits(memory=256 * MIB)) == str(50 * MIB)


def test_what_is_above_the_allowance_cannot(walled: WarmBoxes) -> None:
    text = "import torch; torch.ones(300 * 2**20, dtype=torch.uint8)"
    assert "can't allocate memory" in run(walled, text, Limits(memory=256 * MIB))


def test_many_threads_of_torch_fit_into_a_small_allowance(walled: WarmBoxes) -> None:
    text = "import torch; torch.set_num_threads(8); tell((torch.ones(500, 500) @ torch.ones(500, 500))[0, 0].item())"
    assert run(walled, text, Limits(memory=256 * MIB)) == "500.0"


def test_an_endless_loop_ends_with_its_box(walled: WarmBoxes) -> None:
    box = started(walled, "while True: pass")
    began = time.monotonic()
    assert (box.end().signal, time.monotonic() - began < 2) == (signal.SIGKILL, True)


def test_code_that_ignores_every_signal_ends_with_its_box(walled: WarmBoxes) -> None:
    ignoring = "import signal\nfor n in {*range(1, 32)} - {9, 19}: signal.signal(n, signal.SIG_IGN)\nwhile True: pass"
    assert started(walled, ignoring).end().signal == signal.SIGKILL


def test_printing_without_end_stops_where_nobody_reads(walled: WarmBoxes) -> None:
    box = started(walled, "while True: print('x' * 1000)")
    assert os.read(box.output, 10) == b"x" * 10
    assert box.end().signal == signal.SIGKILL


def test_a_crash_is_told_by_its_signal(walled: WarmBoxes) -> None:
    box = started(walled, "import ctypes; ctypes.string_at(1)")
    assert os.read(box.replies, 1) == b""
    assert box.end().signal == signal.SIGSEGV


def test_an_exit_is_told_by_its_code(walled: WarmBoxes) -> None:
    box = started(walled, "import os; os._exit(7)")
    assert os.read(box.replies, 1) == b""
    assert (box.end().code, box.end().signal) == (7, 0)


def test_the_end_tells_what_was_used(walled: WarmBoxes) -> None:
    box = started(walled, "held = bytearray(300 * 2**20); sum(range(10**7)); tell('done')")
    assert os.read(box.replies, 4) == b"done"
    ending = box.end()
    assert (ending.peak_memory > 300 * MIB, 0.01 < ending.cpu_seconds < 60) == (True, True)


def test_ending_twice_is_harmless(walled: WarmBoxes) -> None:
    box = started(walled, "")
    assert box.end() == box.end()


def test_the_runner_answers(walled: WarmBoxes) -> None:
    box = walled.open(Limits())
    os.write(box.requests, packed(Frame({"id": 1, "op": "nonsense"})))
    answered = os.read(box.replies, 4)
    box.end()
    assert answered == packed(Frame({}))[:4]


def test_boxes_opened_at_once_do_not_wait_for_each_other(walled: WarmBoxes) -> None:
    slow = "import time; time.sleep(1); tell('slept')"
    began = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: run(walled, slow), range(4)))
    assert (told, time.monotonic() - began < 3) == (["slept"] * 4, True)


def test_a_box_outlives_the_thread_that_opened_it(held: Readable) -> None:
    boxes, opened = maker("bubblewrap", held)(), list[Box]()
    slow = "import time; time.sleep(0.3); tell('still')"
    opener = threading.Thread(target=lambda: opened.append(started(boxes, slow)))
    opener.start()
    opener.join()
    assert os.read(opened[0].replies, 5) == b"still"
    opened[0].end()
    boxes.close()


@pytest.mark.parametrize("name", TIERS)
def test_closing_leaves_no_process(name: str, held: Readable) -> None:
    boxes, before = maker(name, held)(), processes()
    started(boxes, "while True: pass")
    ours = processes() - before
    boxes.close()
    assert (len(ours) >= 2, gone(ours)) == (True, True)


def test_closed_boxes_do_not_open(held: Readable) -> None:
    boxes = maker("landlock", held)()
    boxes.close()
    with pytest.raises(BoxFailed, match="have been closed"):
        boxes.open(Limits())


@pytest.mark.parametrize("name", TIERS)
def test_a_dead_zygote_takes_its_boxes_with_it_and_the_next_box_works(name: str, held: Readable) -> None:
    boxes, before = maker(name, held)(), processes()
    box = started(boxes, "while True: pass")
    ours = processes() - before
    for number in ours:
        with suppress(ProcessLookupError):  # it went with the one before it
            os.kill(number, signal.SIGKILL)
    assert (gone(ours), os.read(box.replies, 1), box.end().signal) == (True, b"", signal.SIGKILL)
    assert run(boxes, "tell('again')") == "again"
    boxes.close()


CHECKER = """
import os, sys, time
from interviewer.coding.box import Limits
from interviewer.coding.inside.probe import END
from tests.interviewer.coding.boxes.conftest import maker
from interviewer.coding.boxes.readable import readable
from tests.interviewer.coding.boxes.test_warm import processes, started

box = started(maker(sys.argv[1], readable())(), "while True: pass")
print(*processes(), flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("name", TIERS)
def test_a_killed_checker_leaves_no_process(name: str, held: Readable) -> None:
    maker(name, held)  # skips where there is no bubblewrap
    root = str(held.project)
    checker = subprocess.Popen(
        [sys.executable, "-c", CHECKER, name],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert checker.stdout is not None
    with checker, checker.stdout:
        left = set(map(int, checker.stdout.readline().split()))
        checker.kill()
        checker.wait()
    assert (len(left) >= 2, gone(left)) == (True, True)


def test_a_program_that_does_not_start_is_told(held: Readable) -> None:
    boxes = WarmBoxes(Tier.LANDLOCK, partial(Zygote, held, lambda control: ["/nonexistent/python"], landlock=True))
    with pytest.raises(BoxFailed, match="/nonexistent/python: No such file"):
        boxes.open(Limits())
    boxes.close()


def test_a_zygote_that_fails_tells_what_it_said(held: Readable) -> None:
    failing = [sys.executable, "-c", "import sys; sys.exit('no torch here')"]
    boxes = WarmBoxes(Tier.LANDLOCK, partial(Zygote, held, lambda control: failing, landlock=True))
    with pytest.raises(BoxFailed, match="no torch here"):
        boxes.open(Limits())
    boxes.close()
