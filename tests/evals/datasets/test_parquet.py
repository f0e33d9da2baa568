from pathlib import Path

import pyarrow
import pytest
from pyarrow.parquet import write_table

from evals.cases import BadCases
from evals.datasets.parquet import read_parquet

ROW = {"question_id": "q", "question": "Why?", "reference": "So.", "answer": "Thus.", "score": 0.5}


def write(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "a.parquet"
    write_table(pyarrow.Table.from_pylist(list(rows)), path)
    return path


def test_a_row_keeps_the_scores_of_its_raters(tmp_path: Path) -> None:
    (case,) = read_parquet(write(tmp_path, ROW | {"id": "x", "scores": [0.25, 0.75], "room": "B"})).cases
    assert (case.id, case.answer, case.score, case.scores) == ("x", "Thus.", 0.5, (0.25, 0.75))


def test_a_row_without_an_id_is_named_after_its_place(tmp_path: Path) -> None:
    assert [case.id for case in read_parquet(write(tmp_path, ROW, ROW)).cases] == ["a:1", "a:2"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"score": 1.5}, "score"), ({"score": float("nan")}, "score"), ({"answer": None}, "answer")],
)
def test_a_row_that_is_no_case_is_named_and_the_rest_goes_on(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    path = write(tmp_path, ROW, ROW | changes)
    reading = read_parquet(path)
    assert len(reading.cases) == 1
    assert reading.left_out[0].startswith(f"{path}: row 2 is no case: {message}")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, {name: value for name, value in ROW.items() if name != "score"})
    with pytest.raises(BadCases, match="lacks the columns score"):
        read_parquet(path)


def test_a_file_that_is_not_parquet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_text("question_id,question\n", encoding="utf-8")
    with pytest.raises(BadCases, match="is not Parquet"):
        read_parquet(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="cannot be read"):
        read_parquet(tmp_path / "a.parquet")
