from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from interviewer.batch.table import read_table
from interviewer.cli import app

ROW = "Why pool?,Max pooling keeps the largest value of each window.,It keeps the largest value"
TABLE = f"question,reference,answer\n{ROW} of each window.\n{ROW}.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.csv").write_text(TABLE)
    return tmp_path


def run(*options: str, file: str = "in.csv", out: str = "out.csv", grader: str = "overlap") -> Result:
    arguments = ["grade-file", file, "--grader", grader, "--out", out, "--data-dir", "data", *options]
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "100"})


def test_every_row_graded_ends_with_0_and_leaves_only_the_output(folder: Path) -> None:
    assert run().exit_code == 0
    assert sorted(entry.name for entry in folder.iterdir()) == ["in.csv", "out.csv"]


def test_the_output_has_the_format_of_its_own_suffix(folder: Path) -> None:
    assert run(out="out.parquet").exit_code == 0
    table = read_table(folder / "out.parquet")
    assert [row[table.position("score")] for row in table.rows] == [1.0, 1.0]


def test_a_row_that_cannot_be_graded_ends_with_1_and_can_be_tried_again(folder: Path) -> None:
    (folder / "in.csv").write_text(f"{TABLE}Why?,,An answer.\n")
    first = run()
    assert first.exit_code == 1
    assert "1 rows have no result that stays" in first.stderr
    (folder / "in.csv").write_text(TABLE)
    second = run()
    assert second.exit_code == 0
    assert "2 answers were graded by a run before" in second.stderr


def test_a_restart_grades_everything(folder: Path) -> None:
    (folder / "in.csv").write_text(f"{TABLE}Why?,,An answer.\n")
    run()
    assert "by a run before" not in run("--restart").stderr


def test_a_trial_takes_the_first_rows(folder: Path) -> None:
    assert run("--limit", "1").exit_code == 0
    assert len(read_table(folder / "out.csv").rows) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"grader": "oracle"}, "there is no grader 'oracle'"),
        ({"file": "none.csv"}, "none.csv does not exist"),
        ({"out": "out.xls"}, "use .csv"),
        ({"out": "in.csv"}, "is the table itself"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_cannot_be_used_ends_with_2(options: dict[str, str], message: str) -> None:
    result = run(**options)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_a_missing_column_ends_with_2_and_leaves_no_journal(folder: Path) -> None:
    result = run("--answer", "said")
    assert (result.exit_code, "no column 'said'" in result.stderr) == (2, True)
    assert [entry.name for entry in folder.iterdir()] == ["in.csv"]


def test_a_header_alone_ends_with_2_and_leaves_no_journal(folder: Path) -> None:
    (folder / "in.csv").write_text(TABLE.splitlines()[0])
    result = run()
    assert (result.exit_code, "in.csv has no rows below its header" in result.stderr) == (2, True)
    assert [entry.name for entry in folder.iterdir()] == ["in.csv"]


def test_another_embedder_grades_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "in.csv").write_text(f"{TABLE}Why?,,An answer.\n")
    run()
    monkeypatch.setenv("INTERVIEWER_EMBEDDER", "another")
    run()
    assert "4 answers were graded by a run before" in run().stderr


def test_the_judge_without_a_model_names_the_settings(folder: Path) -> None:
    result = run(grader="judge")
    assert result.exit_code == 1
    assert "name one in INTERVIEWER_LLM_MODEL" in " ".join(result.stderr.split())
    assert [entry.name for entry in folder.iterdir()] == ["in.csv"]
