import json
from pathlib import Path

import pytest

from evals.cases import BadCases, load_cases

ROW = {
    "id": "1",
    "question_id": "q",
    "question": "Why?",
    "reference": "Because.",
    "answer": "So.",
    "score": 0.5,
}


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_json_lines_are_read(tmp_path: Path) -> None:
    assert load_cases(write(tmp_path / "a.jsonl", ROW))[0].score == 0.5


def test_csv_is_read_with_its_other_columns_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('question_id,question,reference,answer,score,extra\nq,Why?,Because.,"So, so",1,x\n')
    assert load_cases(path)[0].answer == "So, so"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("question_id,question,answer,score\nq,Why?,So,1\n")
    with pytest.raises(BadCases, match="lacks the columns reference"):
        load_cases(path)


@pytest.mark.parametrize("score", [1.5, -0.1, "NaN", "many"])
def test_a_score_off_the_scale_is_named_with_its_row(tmp_path: Path, score: object) -> None:
    with pytest.raises(BadCases, match="row 2: score"):
        load_cases(write(tmp_path / "a.jsonl", ROW, {**ROW, "id": "2", "score": score}))


def test_an_id_used_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="'1' a second time"):
        load_cases(write(tmp_path / "a.jsonl", ROW, ROW))


def test_a_file_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="holds no case"):
        load_cases(write(tmp_path / "a.jsonl"))


def test_a_row_that_is_not_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{\n")
    with pytest.raises(BadCases, match="row 1 is not JSON"):
        load_cases(path)


def test_the_split_of_a_published_set_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("split,question_id,question,reference,answer,score\ntrain,q,Why?,Because.,So,1\n")
    assert load_cases(path)[0].split == "train"
