"""One's own code: accidents are contained, and nothing else."""

import os
import signal
import time

import pytest

from interviewer.coding.box import Limits, Tier
from interviewer.coding.boxes.cold import ColdBoxes
from interviewer.coding.boxes.escapes import run
from interviewer.coding.boxes.own import own_code_boxes
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.inside.probe import END
from tests.interviewer.coding.boxes.test_warm import gone


@pytest.fixture
def boxes(held: Readable) -> ColdBoxes:
    return own_code_boxes(held)


def test_it_is_called_what_it_is(boxes: ColdBoxes) -> None:
    assert boxes.tier is Tier.OWN_CODE


def test_a_text_is_run(boxes: ColdBoxes) -> None:
    assert run(boxes, "tell(6 * 7)") == "42"


def test_the_environment_has_nothing_of_ours(boxes: ColdBoxes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "a key")
    assert "OPENAI_API_KEY" not in run(boxes, "import os; tell(dict(os.environ))")


def test_what_it_writes_beside_itself_is_gone_afterwards(boxes: ColdBoxes) -> None:
    path = run(boxes, "import os; open('left', 'w').write('x'); tell(os.path.abspath('left'))")
    assert (path.endswith("/left"), os.path.exists(path)) == (True, False)  # noqa: PTH110


def test_memory_is_limited(boxes: ColdBoxes) -> None:
    assert "MemoryError" in run(boxes, "bytearray(300 * 2**20)", Limits(memory=256 << 20))


def test_what_it_starts_ends_with_it(boxes: ColdBoxes) -> None:
    box = boxes.probe(Limits())
    os.write(box.requests, b"import subprocess; tell(subprocess.Popen(['sleep', '60']).pid)\nwhile True: pass" + END)
    started = int(os.read(box.replies, 20))
    began = time.monotonic()
    assert (box.end().signal, gone({started}), time.monotonic() - began < 3) == (signal.SIGKILL, True, True)


def test_a_crash_is_told_by_its_signal(boxes: ColdBoxes) -> None:
    box = boxes.probe(Limits())
    os.write(box.requests, b"import ctypes; ctypes.string_at(1)" + END)
    assert os.read(box.replies, 1) == b""
    assert box.end().signal == signal.SIGSEGV
