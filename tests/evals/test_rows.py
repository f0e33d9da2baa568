import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evals.cases import Case
from evals.rows import BadStore, Row, content_of, reading, writing

CASE = Case(id="1", question_id="q", question="Why?", reference="Because.", answer="So.", score=0.25)
ROW = Row("d", "1", "q", "", "overlap", "1", 0, 0.5, "graded", content=content_of(CASE), key="k")


def test_a_row_comes_back_as_it_was(tmp_path: Path) -> None:
    row = replace(ROW, reason="r", cost=None, confidence=0.7, flags='["a"]', cached=True, at="2026-01-02", model="m")
    with writing(tmp_path / "rows.db") as store:
        store.add(row)
    with reading(tmp_path / "rows.db") as store:
        assert store.rows() == [row]


def test_a_row_replaces_the_one_in_its_place(tmp_path: Path) -> None:
    with writing(tmp_path / "rows.db") as store:
        store.add(ROW)
        store.add(replace(ROW, score=0.75))
        assert [row.score for row in store.rows()] == [0.75]


@pytest.mark.parametrize("other", [{"run": 1}, {"version": "2"}, {"dataset": "e"}, {"grader": "local"}])
def test_another_place_is_another_row(tmp_path: Path, other: dict[str, object]) -> None:
    with writing(tmp_path / "rows.db") as store:
        store.add(ROW)
        store.add(replace(ROW, **other))  # type: ignore[arg-type]
        assert len(store.rows()) == 2


def test_a_row_can_be_read_while_the_run_goes_on(tmp_path: Path) -> None:
    with writing(tmp_path / "rows.db") as store:
        store.add(ROW)
        with reading(tmp_path / "rows.db") as other:
            assert other.rows() == [ROW]


def test_an_error_is_neither_done_nor_found(tmp_path: Path) -> None:
    with writing(tmp_path / "rows.db") as store:
        store.add(replace(ROW, score=None, status="error"))
        assert (store.done(), store.find("k")) == ({}, None)


def test_a_refusal_is_done_and_found(tmp_path: Path) -> None:
    row = replace(ROW, score=None, status="unscored")
    with writing(tmp_path / "rows.db") as store:
        store.add(row)
        assert (store.done(), store.find("k")) == ({("d", "1", "overlap", "1", 0): "k"}, row)


def test_columns_are_joined_to_cases_by_id(tmp_path: Path) -> None:
    with writing(tmp_path / "rows.db") as store:
        store.put_cases("d", [CASE.model_copy(update={"id": "2", "score": 1.0}), CASE])
        store.add(replace(ROW, case_id="2", score=None, status="error"))
        store.add(ROW)
        columns = store.columns("case_id", "given", "score")
    assert list(columns["case_id"]) == ["1", "2"]
    assert list(columns["given"]) == [0.25, 1.0]
    assert columns["score"][0] == 0.5
    assert np.isnan(columns["score"][1])


def test_a_row_without_its_case_is_in_no_column(tmp_path: Path) -> None:
    with writing(tmp_path / "rows.db") as store:
        store.add(ROW)
        assert len(store.columns("score")["score"]) == 0


@pytest.mark.parametrize(("changes", "joined"), [({"answer": "Other."}, 0), ({"score": 1.0}, 1), ({"kind": "full"}, 1)])
def test_a_row_about_an_answer_that_was_edited_since_is_in_no_column(
    tmp_path: Path, changes: dict[str, object], joined: int
) -> None:
    with writing(tmp_path / "rows.db") as store:
        store.add(ROW)
        store.put_cases("d", [CASE.model_copy(update=changes)])
        assert len(store.columns("score")["score"]) == joined


def test_an_unknown_column_is_named(tmp_path: Path) -> None:
    with writing(tmp_path / "rows.db") as store, pytest.raises(ValueError, match="no column grade"):
        store.columns("grade")


def test_cases_are_replaced_dataset_by_dataset(tmp_path: Path) -> None:
    with writing(tmp_path / "rows.db") as store:
        store.put_cases("d", [CASE])
        store.put_cases("e", [CASE])
        store.put_cases("d", [CASE.model_copy(update={"id": "2"})])
        assert list(store.cases()) == [("d", "2"), ("e", "1")]


def test_a_second_run_on_the_same_store_is_refused(tmp_path: Path) -> None:
    with (
        writing(tmp_path / "rows.db"),
        pytest.raises(BadStore, match="in use by another run"),
        writing(tmp_path / "rows.db"),
    ):
        pass


def test_a_store_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(BadStore, match="is not there"), reading(tmp_path / "rows.db"):
        pass
    assert not (tmp_path / "rows.db").exists()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "rows.db").write_text("score\n" * 1000)
    with pytest.raises(BadStore, match=r"rows\.db cannot be used"), writing(tmp_path / "rows.db"):
        pass


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "rows.db")
    connection.execute("CREATE TABLE rows (a)")
    connection.close()
    with pytest.raises(BadStore, match="holds no rows"), writing(tmp_path / "rows.db"):
        pass
