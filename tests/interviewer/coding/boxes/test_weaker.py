"""What is chosen where the kernel can less: a filter refuses the calls, as the filters of container engines do."""

import subprocess
import sys

import pytest

from interviewer.coding.boxes import bubblewrap
from interviewer.coding.boxes.readable import Readable

CHOOSE = """
from interviewer.coding.boxes.tier import choose
chosen = choose("", {})
print(chosen.tier, *(trial.sentence for trial in chosen.trials), sep="; ")
if chosen.boxes: chosen.boxes.close()
"""


def chosen_without(held: Readable, lacking: str) -> str:
    weaker = [sys.executable, "-m", "tests.interviewer.coding.boxes.weaker", lacking]
    command = [*weaker, sys.executable, "-c", CHOOSE]
    return subprocess.run(command, cwd=held.project, capture_output=True, text=True, check=True, timeout=300).stdout


def test_without_landlock_bubblewrap_is_enough(held: Readable) -> None:
    if bubblewrap.find() is None:
        pytest.skip("bubblewrap is not installed")
    told = chosen_without(held, "landlock")
    assert told.startswith("bubblewrap; bubblewrap: held against")
    assert "reached the box's own alone (read another process's environment" in told


def test_without_namespaces_landlock_is_enough(held: Readable) -> None:
    assert "landlock: held against" in chosen_without(held, "namespaces")


def test_without_either_code_is_refused(held: Readable) -> None:
    told = chosen_without(held, "landlock,namespaces")
    assert told.startswith("None; ")
    assert "Landlock: Function not implemented" in told
