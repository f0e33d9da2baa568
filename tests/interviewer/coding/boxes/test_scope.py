"""A cgroup around all boxes, with a stand-in for systemd-run: there is no systemd here."""

from pathlib import Path

import pytest

from interviewer.coding.boxes import bubblewrap, escapes
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.boxes.scope import Place, scope


def place(folder: Path, controllers: str = "cpu memory pids") -> Place:
    """A machine with a user's systemd, which delegates those controllers."""
    tool = folder / "systemd-run"
    skip = 'while [ "$1" != -- ]; do shift; done\nshift\n'
    tool.write_text(f'#!/bin/sh\necho "$XDG_RUNTIME_DIR $@" > {folder}/log\n{skip}exec "$@"\n')
    tool.chmod(0o755)
    (folder / "systemd").mkdir()
    (folder / "systemd" / "private").touch()
    service = folder / "user.slice" / "user-1000.slice" / "user@1000.service"
    service.mkdir(parents=True)
    (service / "cgroup.controllers").write_text(controllers + "\n")
    return Place(str(tool), folder, folder, 1000)


def test_memory_and_processes_are_limited(tmp_path: Path) -> None:
    options = [word.split("=")[1] for word in scope(place(tmp_path)) if word.startswith("--property=")]
    assert options == ["MemoryMax", "TasksMax"]


@pytest.mark.parametrize("controllers", ["", "cpu", "memory"])
def test_without_the_controllers_there_is_no_scope(controllers: str, tmp_path: Path) -> None:
    assert scope(place(tmp_path, controllers)) == []


def test_without_systemd_there_is_no_scope(tmp_path: Path) -> None:
    assert scope(Place(None, tmp_path, tmp_path, 1000)) == []


def test_boxes_open_in_a_scope_and_know_nothing_of_it(held: Readable, tmp_path: Path) -> None:
    bwrap = bubblewrap.find()
    if bwrap is None:
        pytest.skip("bubblewrap is not installed")
    boxes = bubblewrap.bubblewrap_boxes(held, bwrap, scope(place(tmp_path)))
    told = escapes.run(boxes, "import os; tell('XDG_RUNTIME_DIR' in os.environ)")
    boxes.close()
    assert (told, (tmp_path / "log").read_text().split()[:3]) == ("False", [str(tmp_path), "--user", "--scope"])
