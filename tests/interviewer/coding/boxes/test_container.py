"""A container for each box, with a stand-in for the engine: no engine is needed here, and none has been tried."""

import os
import sys
from pathlib import Path

import pytest

from interviewer.coding.box import Limits, Tier
from interviewer.coding.boxes import escapes
from interviewer.coding.boxes.cold import ColdBoxes
from interviewer.coding.boxes.container import container_boxes
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.boxes.tier import trial
from interviewer.coding.inside.frames import Frame, packed
from interviewer.errors import BoxFailed

ENVIRON = {"PATH": "/usr/bin:/bin", "HOME": "/home/somebody", "OPENAI_API_KEY": "a key"}


@pytest.fixture
def boxes(held: Readable, tmp_path: Path) -> ColdBoxes:
    engine = tmp_path / "docker"
    stand_in = Path(__file__).with_name("engine.py")
    engine.write_text(f'#!/bin/sh\nexec {sys.executable} {stand_in} {tmp_path} "$@"\n')
    engine.chmod(0o755)
    return container_boxes(held, str(engine), "torch-image", ENVIRON)


def log(folder: Path) -> list[list[str]]:
    return [line.split() for line in (folder / "log").read_text().splitlines() if line.startswith(("run", "rm"))]


def test_a_text_is_run(boxes: ColdBoxes) -> None:
    assert escapes.run(boxes, "tell(6 * 7)") == "42"


def test_the_runner_answers(boxes: ColdBoxes) -> None:
    box = boxes.open(Limits())
    os.write(box.requests, packed(Frame({"id": 1, "op": "nonsense"})))
    answered = os.read(box.replies, 4)
    box.end()
    assert answered == packed(Frame({}))[:4]


@pytest.mark.parametrize(
    "wall",
    [
        *("--network=none", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--pids-limit=256"),
        *("--user=65534:65534", "--ipc=none", "--rm", f"--memory={(1 << 30) + (1 << 29)}"),
    ],
)
def test_the_engine_is_asked_for_a_wall(wall: str, boxes: ColdBoxes, tmp_path: Path) -> None:
    escapes.run(boxes, "tell(1)")
    started = log(tmp_path)[0]
    assert wall in started[: started.index("torch-image")]


def test_of_the_project_only_what_starts_a_box_is_mounted(boxes: ColdBoxes, tmp_path: Path) -> None:
    escapes.run(boxes, "tell(1)")
    mounted = [word.split(":")[1] for word in log(tmp_path)[0] if word.startswith("--volume=")]
    within = "/box/interviewer"
    assert mounted == [f"{within}/__init__.py", f"{within}/coding/__init__.py", f"{within}/coding/inside"]


def test_the_container_is_removed_by_its_name(boxes: ColdBoxes, tmp_path: Path) -> None:
    escapes.run(boxes, "while True: pass", Limits(seconds=0.1))
    started, removed = log(tmp_path)
    assert f"--name={removed[2]}" in started


@pytest.mark.parametrize("attack", ["start a process", "make a local socket", "write a file", "outlive its parent"])
def test_the_system_calls_are_filtered_within(attack: str, boxes: ColdBoxes, held: Readable) -> None:
    with escapes.bait(held) as given:
        assert escapes.attempt(boxes, attack, given).outcome == "held"


def test_an_engine_that_isolates_no_files_is_not_taken(boxes: ColdBoxes, held: Readable) -> None:
    tried = trial(held, boxes)
    assert (tried.tier, tried.held, "read a file of the user's" in tried.sentence) == (Tier.CONTAINER, False, True)


def test_an_engine_that_fails_is_told_with_its_words(held: Readable, tmp_path: Path) -> None:
    engine = tmp_path / "docker"
    engine.write_text("#!/bin/sh\necho 'no such image' >&2; exit 125\n")
    engine.chmod(0o755)
    with pytest.raises(BoxFailed, match="no such image"):
        container_boxes(held, str(engine), "torch-image", ENVIRON).open(Limits())
