"""Where code runs, on a machine without a GPU that is said to have one."""

from pathlib import Path

import pytest

from interviewer.coding.box import Boxes
from interviewer.coding.device import CPU, Device
from interviewer.coding.exercise import Definition, load
from interviewer.coding.exercise import Device as Kind
from interviewer.coding.gpu import Gpu
from interviewer.errors import BoxFailed

SAID = Device(Kind.CUDA, "a GPU that is not there")


def definition(*devices: Kind) -> Definition:
    return load("convolution-2d").definition.model_copy(update={"devices": devices})


def refused() -> Boxes:
    raise BoxFailed("no walls")


def test_without_a_gpu_code_runs_on_the_cpu(boxes: Boxes, tmp_path: Path) -> None:
    with Gpu(tmp_path, lambda: CPU, refused).bench(definition(Kind.CPU, Kind.CUDA), boxes) as bench:
        assert (bench.device, bench.boxes) == (Kind.CPU, boxes)


def test_a_gpu_that_a_box_cannot_reach_is_not_used(boxes: Boxes, tmp_path: Path) -> None:
    gpu = Gpu(tmp_path, lambda: SAID, lambda: boxes)
    with gpu.bench(definition(Kind.CPU, Kind.CUDA), boxes) as bench:
        assert bench.device == Kind.CPU and "a right solution does not pass there" in str(gpu.refusal)


def test_a_gpu_without_walls_is_not_used(boxes: Boxes, tmp_path: Path) -> None:
    gpu = Gpu(tmp_path, lambda: SAID, refused)
    with gpu.bench(definition(Kind.CPU, Kind.CUDA), boxes) as bench:
        assert (bench.device, gpu.refusal) == (Kind.CPU, "no walls")


def test_an_exercise_for_a_gpu_alone_is_refused_with_the_reason(boxes: Boxes, tmp_path: Path) -> None:
    gpu = Gpu(tmp_path, lambda: CPU, refused)
    with pytest.raises(BoxFailed, match="torch sees no GPU"), gpu.bench(definition(Kind.CUDA), boxes):
        pass


def test_an_exercise_for_the_cpu_asks_for_no_gpu(boxes: Boxes, tmp_path: Path) -> None:
    gpu = Gpu(tmp_path, lambda: SAID, refused)
    with gpu.bench(definition(Kind.CPU), boxes):
        assert gpu.refusal is None
