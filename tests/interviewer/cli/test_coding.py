"""The commands on code, with the real checker and real boxes where code is run."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from interviewer.cli import app
from interviewer.coding.exercise import load
from interviewer.interview import Intent
from tests.practice import Practice

EXERCISE = "convolution-2d"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one 'code' command on a data folder of its own, in 100 columns."""
    monkeypatch.chdir(tmp_path)
    cleared: dict[str, str | None] = {name: None for name in os.environ if name.startswith("INTERVIEWER_")}
    env = {**cleared, "INTERVIEWER_DATA_DIR": str(tmp_path), "COLUMNS": "100"}
    return lambda *arguments: CliRunner().invoke(app, ["code", *arguments], env=env)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """An open coding round under the id "one", in the data folder of ``run``."""
    practice = Practice(tmp_path)
    practice.begin(EXERCISE)
    return practice


def solution(folder: Path) -> str:
    """The name of a file with right code."""
    path = folder / "solution.py"
    path.write_text(load(EXERCISE).samples()[0].source, "utf-8")
    return str(path)


def test_exercises_are_listed_by_subject_with_level_and_devices(run: Run) -> None:
    lines = run("list").stdout.splitlines()
    assert "Convolution parameters" in lines
    assert f"  {EXERCISE:<30} intermediate  cpu, cuda" in lines


def test_exercises_of_one_subject_alone_are_listed(run: Run) -> None:
    listed = json.loads(run("list", "--topic", "convolution PARAMETERS", "--json").stdout)["exercises"]
    assert EXERCISE in [exercise["name"] for exercise in listed]
    assert {exercise["topic"] for exercise in listed} == {"Convolution parameters"}


def test_a_subject_without_exercises_says_so(run: Run) -> None:
    result = run("list", "--topic", "Cookery")
    assert result.stdout == ""
    assert "no exercise on 'Cookery'" in result.stderr


def test_an_exercise_is_shown_with_its_starter(run: Run) -> None:
    shown = run("show", EXERCISE).stdout
    assert "Write the convolution of a batch of images" in shown
    assert "raise NotImplementedError" in shown


def test_a_shown_exercise_gives_no_hint_and_no_answer_away(run: Run) -> None:
    shown = run("show", EXERCISE, "--json").stdout
    assert json.loads(shown)["hint_prices"] == [0.1, 0.15, 0.25]
    assert "Pad first" not in shown
    assert "multiplications" not in shown


def test_the_starter_is_written_and_nothing_overwritten(run: Run, tmp_path: Path) -> None:
    assert run("show", EXERCISE, "--out", "mine.py").exit_code == 0
    assert (tmp_path / "mine.py").read_text("utf-8") == load(EXERCISE).starter
    again = run("show", EXERCISE, "--out", "mine.py")
    assert again.exit_code == 2
    assert "is there already" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["show", "no-such"], "there is no exercise 'no-such'"),
        (["run", EXERCISE, "no-such.py"], "no-such.py cannot be read"),
        (["submit", EXERCISE, "no-such.py"], "no-such.py cannot be read"),
        (["run", "no-such", "full.py"], "there is no exercise 'no-such'"),
        (["run", EXERCISE, "empty.py"], "there is no code"),
        (["run", EXERCISE, "full.py", "--interview", "none"], "there is no interview 'none'"),
        (["hint", "--interview", "none"], "there is no interview 'none'"),
    ],
)
def test_bad_input_ends_with_2_and_one_line(run: Run, tmp_path: Path, arguments: list[str], reason: str) -> None:
    (tmp_path / "empty.py").write_text("\n", "utf-8")
    (tmp_path / "full.py").write_text("x = 1\n", "utf-8")
    result = run(*arguments)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_wrong_code_is_shown_a_counter_example_and_ends_with_1(run: Run) -> None:
    assert run("show", EXERCISE, "--out", "mine.py").exit_code == 0
    result = run("run", EXERCISE, "mine.py")
    assert result.exit_code == 1
    assert "the code raises NotImplementedError" in " ".join(result.stdout.split())
    assert "conv2d(tensor(" in result.stdout
    assert "CPU: correctness and operation counts only" in result.stdout


def test_right_code_passes_the_hidden_cases_and_ends_with_0(run: Run, tmp_path: Path) -> None:
    result = run("submit", EXERCISE, solution(tmp_path), "--json")
    assert result.exit_code == 0
    made = json.loads(result.stdout)
    assert made["passed"]
    assert {case["family"] for case in made["check"]["cases"]} == set(load(EXERCISE).definition.cases)
    assert "Passed: all 20 cases" in result.stderr
    assert "interviewer start --exercise convolution-2d" in result.stderr


def test_a_submission_in_an_interview_is_kept_and_asked_about(run: Run, practice: Practice) -> None:
    result = run("submit", EXERCISE, solution(practice.folder), "--interview", "one", "--json")
    assert result.exit_code == 0
    held = practice.interview.round
    assert held.check is not None
    assert held.check.passed
    assert held.asked is not None
    assert json.loads(result.stdout)["follow_up"] == held.asked.question.text


def test_code_for_another_exercise_is_refused(run: Run, practice: Practice) -> None:
    result = run("run", "max-pooling", solution(practice.folder), "--interview", "one")
    assert result.exit_code == 2
    assert "is on 'convolution-2d', not 'max-pooling'" in result.stderr


def test_code_for_a_round_that_is_over_is_refused(run: Run, practice: Practice) -> None:
    practice.service.submit("one", practice.seen, "end", Intent.END)
    practice.proceed()
    result = run("submit", EXERCISE, solution(practice.folder), "--interview", "one")
    assert result.exit_code == 2
    assert "has no open coding round" in result.stderr


def test_a_hint_is_taken_at_its_price(run: Run, practice: Practice) -> None:
    given = json.loads(run("hint", "--interview", "one", "--json").stdout)
    assert (given["price"], given["taken"], given["left"]) == (0.1, 1, 2)
    assert practice.interview.round.hints == 1


def test_neither_help_nor_the_service_imports_torch() -> None:
    seen = "import sys; import interviewer.cli, interviewer.bootstrap; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", seen], check=False).returncode == 0
