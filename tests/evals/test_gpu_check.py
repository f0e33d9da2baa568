"""The report on a GPU, on a machine without one: with boxes on the CPU every check fails, and is told so."""

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.gpu_check import NO_GPU, report
from interviewer.coding.boxes.landlock import landlock_boxes
from interviewer.coding.boxes.readable import readable
from interviewer.coding.device import CPU, Device, found
from interviewer.coding.exercise import Device as Kind


@pytest.mark.skipif(found() != CPU, reason="this machine has a GPU: make gpu-check")
def test_without_a_gpu_it_says_so_and_is_no_failure() -> None:
    told = CliRunner().invoke(app, ["gpu-check"])
    assert (told.exit_code, told.output.strip()) == (0, NO_GPU)


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    boxes = landlock_boxes(readable())
    there = Device(Kind.CUDA, "NVIDIA H100")
    written = list(report(there, ["convolution-2d"], boxes, tmp_path_factory.mktemp("lock")))
    boxes.close()
    return written


def test_the_report_names_the_gpu(lines: list[str]) -> None:
    assert "CUDA: NVIDIA H100" in lines


def test_each_sample_has_its_line(lines: list[str]) -> None:
    assert any(line.startswith("| convolution-2d | kernel_loop |") for line in lines)


def test_what_did_not_pass_is_not_measured(lines: list[str]) -> None:
    assert "- convolution-2d: not measured, since it did not pass" in lines


def test_the_attacks_have_their_outcome(lines: list[str]) -> None:
    assert any(line.startswith("| read the project | held |") for line in lines)


def test_every_table_row_has_its_cells(lines: list[str]) -> None:
    rows = [line.count(" | ") for line in lines if line.startswith("| convolution-2d")]
    assert rows and set(rows) == {4}
