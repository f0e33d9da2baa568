from itertools import islice
from pathlib import Path

import pytest
import torch

from interviewer.coding.failure import Wrong
from interviewer.coding.speed_cases import Timed, timed_cases
from tests.interviewer.coding.doubling import CASES, doubling

SPEED = CASES + "\n\ndef speed(draw):\n    return case(Family.RANDOM, 0, draw)\n"


def first(root: Path, count: int, cases: str = CASES) -> list[Timed]:
    return list(islice(timed_cases(doubling(root, cases=cases), b"key"), count))


def inputs(timed: Timed) -> torch.Tensor:
    tensor = timed.case.steps[0].args[0]
    assert isinstance(tensor, torch.Tensor)
    return tensor


def test_no_two_inputs_are_alike(tmp_path: Path) -> None:
    drawn = [inputs(timed).flatten()[:6].tolist() for timed in first(tmp_path, 8)]
    assert all(drawn.count(one) == 1 for one in drawn)


def test_of_those_that_are_drawn_the_large_ones_are_taken(tmp_path: Path) -> None:
    assert min(len(inputs(timed)) for timed in first(tmp_path, 20)) == 3  # of 2, 3 and 4 rows


def test_an_exercise_may_have_a_case_of_its_own(tmp_path: Path) -> None:
    assert min(len(inputs(timed)) for timed in first(tmp_path, 20, SPEED)) == 2


def test_no_gradient_is_asked_for(tmp_path: Path) -> None:
    assert [timed.case.steps[0].gradients for timed in first(tmp_path, 1)] == [()]


def test_right_results_are_let_through(tmp_path: Path) -> None:
    (timed,) = first(tmp_path, 1)
    timed.judge([timed.known[0].value.float()], tolerance=16)


def test_wrong_results_are_not(tmp_path: Path) -> None:
    (timed,) = first(tmp_path, 1)
    with pytest.raises(Wrong):
        timed.judge([timed.known[0].value.float() + 1], tolerance=16)
