import json
from pathlib import Path

import pytest

from evals.cases import BadCases, load_cases, read_cases

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
    with pytest.raises(BadCases, match="row 2 is no case: score"):
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


HEADER = "id,question_id,question,reference,answer,score\n"


def table(path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path.write_bytes((HEADER + "".join(f"{row}\n" for row in rows)).encode(encoding))
    return path


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2,q,Why?,Because.,So.,NaN", "is no case: score: Input should be"),
        ("2,q,Why?,Because.,So.,", "is no case: score: Input should be a valid number"),
        ("2,q,Why?,Because.,So.,1.5", "less than or equal to 1, not '1.5'"),
        ("1,q,Why?,Because.,So.,1", "has the id '1' a second time"),
        ("2,,Why?,Because.,So.,1", "is no case: question_id"),
        ("2,q,Why?,Because.,So", "has 5 cells, and the header has 6"),
        ("2,q,Why?,Because.,So, so,1", "has 7 cells, and the header has 6"),
        ('2,q,Why?,"Because"s,So.,1', "is not CSV"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_rest_goes_on(tmp_path: Path, row: str, why: str) -> None:
    reading = read_cases(table(tmp_path / "a.csv", "1,q,Why?,Because.,So.,1", row, "3,q,Why?,Because.,So.,0"))
    assert [case.id for case in reading.cases] == ["1", "3"]
    assert len(reading.left_out) == 1
    assert reading.left_out[0].startswith(f"{tmp_path / 'a.csv'}: row 3 ")
    assert why in reading.left_out[0]


def test_a_line_that_is_not_json_is_left_out_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n{{\n[1]\n{json.dumps({**ROW, 'id': '4'})}\n")
    reading = read_cases(path)
    assert [case.id for case in reading.cases] == ["1", "4"]
    assert ["row 2 is not JSON" in reading.left_out[0], "row 3 is no case" in reading.left_out[1]] == [True, True]


def test_a_row_in_another_encoding_is_named_with_its_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{HEADER}1,q,Why?,Because.,So.,1\n2,q,Why?,Because.,na\xefve,1\n".encode("latin-1"))
    reading = read_cases(path)
    assert [case.id for case in reading.cases] == ["1"]
    assert "row 3 is not UTF-8: it holds the byte 0xef" in reading.left_out[0]


def test_a_file_in_utf_16_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="looks like UTF-16 or a binary file; save it as UTF-8"):
        read_cases(table(tmp_path / "a.csv", "1,q,Why?,Because.,So.,1", encoding="utf-16"))


def test_the_mark_that_spreadsheets_put_in_front_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert len(read_cases(table(tmp_path / "a.csv", "1,q,Why?,Because.,So.,1", encoding="utf-8-sig")).cases) == 1


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_huge_row_is_left_out_alone(tmp_path: Path, suffix: str) -> None:
    huge, path = "x" * 20_000_000, tmp_path / f"a{suffix}"
    if suffix == ".csv":
        table(path, f"1,q,Why?,Because.,{huge},1", "2,q,Why?,Because.,So.,0")
    else:
        write(path, {**ROW, "answer": huge}, {**ROW, "id": "2"})
    reading = read_cases(path)
    assert [case.id for case in reading.cases] == ["2"]
    assert "answer has 20,000,000 characters; at most 1,000,000 are read" in reading.left_out[0]
    assert len(reading.left_out[0]) < 500


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    reading = read_cases(table(tmp_path / "a.csv", "1,q,Why?,Because.,So.,1", '2,q,Why?,"Because.,So.,1'))
    assert [case.id for case in reading.cases] == ["1"]
    assert "row 3 is not CSV: unexpected end of data" in reading.left_out[0]


def test_an_empty_answer_is_a_case(tmp_path: Path) -> None:
    assert read_cases(table(tmp_path / "a.csv", "1,q,Why?,Because.,,0")).cases[0].answer == ""


def test_a_line_break_in_a_cell_is_kept(tmp_path: Path) -> None:
    reading = read_cases(table(tmp_path / "a.csv", '1,q,Why?,Because.,"So\nso",0', "2,q,Why?,Because.,So.,"))
    assert reading.cases[0].answer == "So\nso"
    assert "row 3" in reading.left_out[0]


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("score,question_id,question,reference,answer,score\n0,q,Why?,Because.,So.,1\n")
    with pytest.raises(BadCases, match="has the column score twice"):
        read_cases(path)


def test_a_message_moves_no_terminal(tmp_path: Path) -> None:
    reading = read_cases(table(tmp_path / "a.csv", "1,q,Why?,Because.,So.,1", "2,q,Why?,Because.,So.,\x1b[2J"))
    assert "\x1b" not in reading.left_out[0]
