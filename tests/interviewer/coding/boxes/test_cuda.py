"""Boxes for a GPU, on any machine: their walls stand, and one check waits for another. CUDA is not tried."""

from pathlib import Path

import pytest

from interviewer.coding.boxes import bubblewrap, escapes
from interviewer.coding.boxes.cold import ColdBoxes
from interviewer.coding.boxes.cuda import cuda_boxes, turn
from interviewer.coding.boxes.readable import Readable
from interviewer.errors import BoxFailed


@pytest.fixture
def boxes(held: Readable) -> ColdBoxes:
    bwrap = bubblewrap.find()
    if bwrap is None:
        pytest.skip("bubblewrap is not installed")
    return cuda_boxes(held, bwrap)


def test_a_text_is_run(boxes: ColdBoxes) -> None:
    assert escapes.run(boxes, "tell(6 * 7)") == "42"


def test_triton_is_not_interpreted(boxes: ColdBoxes) -> None:
    assert escapes.run(boxes, "import os; tell('TRITON_INTERPRET' in os.environ)") == "False"


def test_a_cache_can_be_written(boxes: ColdBoxes) -> None:
    assert escapes.run(boxes, "tell(open('/tmp/made', 'w').write('x'))") == "1"


def test_a_program_can_be_started(boxes: ColdBoxes) -> None:
    assert escapes.run(boxes, "import subprocess; tell(subprocess.run(['/bin/true']).returncode)") == "0"


@pytest.mark.parametrize(
    "attack",
    [
        *("read a file of the user's", "read the project", "read the list of users", "list the user's folder"),
        *("change a file", "connect to a server", "make a namespace", "change its root", "mount"),
    ],
)
def test_bubblewrap_holds(attack: str, boxes: ColdBoxes, held: Readable) -> None:
    with escapes.bait(held) as given:
        assert escapes.attempt(boxes, attack, given).outcome == "held"


def test_a_second_check_waits_for_the_first(tmp_path: Path) -> None:
    with turn(tmp_path), pytest.raises(BoxFailed, match="The GPU has been in use"), turn(tmp_path, wait=0.2):
        pass


def test_after_a_check_it_is_the_next_one_s_turn(tmp_path: Path) -> None:
    for _ in range(2):
        with turn(tmp_path, wait=0.2):
            pass
