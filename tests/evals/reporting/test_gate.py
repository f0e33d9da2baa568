import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.cases import Case
from evals.rows import Row
from tests.evals.reporting.rows_of import blind, cases, filled, near, rows

CASES = cases()
GOOD = near(0.1)


def command(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*map(str, arguments)])
    return result.exit_code, result.output


def store(path: Path, says: Callable[[Case], float | None] = GOOD, version: str = "1") -> Path:
    return filled(path, CASES, rows(CASES, "sound", says, version=version))


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    path = tmp_path / "baseline.json"
    assert command("gate", "--store", store(tmp_path / "then.db"), "--baseline", path, "--accept")[0] == 0
    return path


def gate(store: Path, baseline: Path) -> tuple[int, str]:
    return command("gate", "--store", store, "--baseline", baseline)


def test_what_was_accepted_passes(tmp_path: Path, baseline: Path) -> None:
    code, said = gate(tmp_path / "then.db", baseline)
    assert code == 0
    assert said.count("passed: ") == 3


def test_another_version_that_grades_alike_passes(tmp_path: Path, baseline: Path) -> None:
    code, said = gate(store(tmp_path / "now.db", near(0.09), "2"), baseline)
    assert code == 0, said


def test_a_grader_that_got_worse_fails(tmp_path: Path, baseline: Path) -> None:
    code, said = gate(store(tmp_path / "now.db", blind), baseline)
    assert code == 1
    assert "the lower end is below" in said
    assert "not shown to be no worse by 0.05" in said


def test_one_that_is_above_its_floor_but_worse_than_it_was_fails(tmp_path: Path, baseline: Path) -> None:
    edited = json.loads(baseline.read_text())
    edited["accepted"][0]["floor"] = 0.1
    baseline.write_text(json.dumps(edited))
    code, said = gate(store(tmp_path / "now.db", near(0.5)), baseline)
    assert code == 1
    assert "the lower end is not below 0.1" in said


def test_one_that_refuses_what_it_scored_fails(tmp_path: Path, baseline: Path) -> None:
    code, said = gate(store(tmp_path / "now.db", lambda case: None if case.score == 0.5 else GOOD(case)), baseline)
    assert code == 1
    assert "failed: set: sound: 40 of 200 answers without a score" in said


def some(own: list[Row]) -> list[Row]:
    return own[:-3]


def test_missing_grades_are_incomplete(tmp_path: Path, baseline: Path) -> None:
    path = filled(tmp_path / "now.db", CASES, some(rows(CASES, "sound", GOOD)))
    code, said = gate(path, baseline)
    assert code == 3
    assert "of the 200 accepted ones 3 are missing or edited" in said


def test_a_grader_that_was_not_run_is_incomplete(tmp_path: Path, baseline: Path) -> None:
    path = filled(tmp_path / "now.db", CASES, rows(CASES, "other", GOOD))
    assert gate(path, baseline) == (3, "incomplete: set: sound has no row in the store; run it\n")


def test_an_edited_answer_is_not_held_against_the_old_one(tmp_path: Path, baseline: Path) -> None:
    edited = cases(answer="Another answer")
    path = filled(tmp_path / "now.db", edited, rows(edited, "sound", GOOD))
    assert gate(path, baseline)[0] == 3


@pytest.mark.parametrize("content", ["", "[]", '{"accepted": []}', '{"accepted": [{"grader": "sound"}]}'])
def test_a_file_that_is_no_baseline_is_bad_input(content: str, tmp_path: Path, baseline: Path) -> None:
    baseline.write_text(content)
    code, said = gate(tmp_path / "then.db", baseline)
    assert code == 2
    assert "baseline.json holds no baseline" in said


def test_a_store_that_is_not_there_is_bad_input(tmp_path: Path, baseline: Path) -> None:
    assert gate(tmp_path / "none.db", baseline)[0] == 2


def test_what_is_not_whole_cannot_be_accepted(tmp_path: Path) -> None:
    path = filled(tmp_path / "now.db", CASES, rows(CASES, "sound", GOOD), some(rows(CASES, "torn", GOOD)))
    code, said = command("gate", "--store", path, "--baseline", tmp_path / "b.json", "--accept")
    assert code == 2
    assert "torn cannot be accepted (3 answers without a grade" in said
    assert not (tmp_path / "b.json").exists()


def test_two_graders_are_compared_in_words(tmp_path: Path) -> None:
    path = filled(tmp_path / "now.db", CASES, rows(CASES, "sound", GOOD), rows(CASES, "rough", blind))
    code, said = command("compare", "sound", "rough", "--store", path)
    assert code == 0
    assert said.startswith("set: sound is better than rough by quadratic kappa")


def test_a_grader_that_there_is_not_is_named(tmp_path: Path) -> None:
    code, said = command("compare", "sound", "nobody", "--store", store(tmp_path / "now.db"))
    assert code == 2
    assert "no dataset has rows of both sound and nobody; the store has sound" in said
