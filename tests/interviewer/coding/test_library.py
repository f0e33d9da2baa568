from pathlib import Path

import pytest

from interviewer.coding.library import library
from interviewer.errors import ExerciseInvalid
from tests.interviewer.coding.doubling import DEFINITION, doubling


def test_the_expression_becomes_the_entry(tmp_path: Path) -> None:
    definition = DEFINITION + "library: torch.mul(x, 2**times)\n"
    known = library(doubling(tmp_path, definition=definition))
    assert known is not None and "def double(x: Tensor, times: int) -> Tensor:" in known.source


def test_it_is_named_after_what_it_calls(tmp_path: Path) -> None:
    definition = DEFINITION + 'library: "torch.nn.functional.relu(x) if times else x"\n'
    known = library(doubling(tmp_path, definition=definition))
    assert known is not None and known.name == "torch.nn.functional.relu"


def test_an_exercise_without_one_has_none(tmp_path: Path) -> None:
    assert library(doubling(tmp_path)) is None


def test_for_two_entries_one_expression_is_refused(tmp_path: Path) -> None:
    second = "entries:\n  - {name: other, signature: '() -> None'}"
    with pytest.raises(ExerciseInvalid, match="library stands for one entry"):
        doubling(tmp_path, definition=DEFINITION.replace("entries:", second) + "library: torch.mul(x, 2)\n")


@pytest.mark.parametrize("expression", ["x *", "numpy.exp(x)"])
def test_what_calls_nothing_of_torch_is_refused(tmp_path: Path, expression: str) -> None:
    with pytest.raises(ExerciseInvalid, match="library must be"):
        doubling(tmp_path, definition=DEFINITION + f'library: "{expression}"\n')
