from pathlib import Path

import pytest

from interviewer.batch.table import Table, TableInvalid, read_table


@pytest.fixture
def given(tmp_path: Path) -> Path:
    return tmp_path / "answers.csv"


def read(path: Path, data: bytes, suffix: str = ".csv") -> Table:
    path = path.with_suffix(suffix)
    path.write_bytes(data)
    return read_table(path)


def test_a_csv_is_read_cell_by_cell(given: Path) -> None:
    table = read(given, b'question,answer\nWhy?," a, ""b""\r\nc "\n007,\n')
    assert table.columns == ("question", "answer")
    assert table.rows == (("Why?", ' a, "b"\r\nc '), ("007", ""))


def test_a_tsv_keeps_commas(given: Path) -> None:
    assert read(given, b"a\tb\n1,5\t2\n", ".tsv").rows == (("1,5", "2"),)


def test_semicolons_and_tabs_in_a_csv_header_are_its_delimiter(given: Path) -> None:
    assert read(given, b"a;b\n1,5;2\n").rows == (("1,5", "2"),)
    assert read(given, b"a\tb\n1\t2\n").columns == ("a", "b")


def test_blank_lines_are_no_rows(given: Path) -> None:
    assert read(given, b"\na,b\n\n1,2\n\n").rows == (("1", "2"),)


def test_an_answer_of_any_length_is_read(given: Path) -> None:
    assert read(given, b"a\n" + b"x" * 300_000 + b"\n").rows == (("x" * 300_000,),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_told_by_its_mark(given: Path, encoding: str) -> None:
    table = read(given, "question\nWarum größer?\n".encode(encoding))
    assert (table.columns, table.rows, table.notices) == (("question",), (("Warum größer?",),), ())


def test_other_text_is_read_as_windows_1252_with_a_notice(given: Path) -> None:
    table = read(given, "a\n“größer”\n".encode("cp1252"))
    assert table.rows == (("“größer”",),)
    assert "is not UTF-8 (line 2) and was read as Windows-1252" in table.notices[0]


def test_json_lines_keep_their_values(given: Path) -> None:
    table = read(given, b'{"a": 1, "b": "x\xe2\x80\xa8y"}\n\n{"b": null, "c": [true, {"d": 0.5}]}\n', ".jsonl")
    assert table.columns == ("a", "b", "c")
    assert table.rows == ((1, "x\u2028y", None), (None, None, [True, {"d": 0.5}]))


def test_parquet_keeps_its_values(given: Path) -> None:
    import pyarrow as arrow
    from pyarrow.parquet import write_table

    path = given.with_suffix(".parquet")
    write_table(arrow.table({"answer": ["=x", None], "n": [1, 2], "list": [["a"], []]}), path)
    table = read_table(path)
    assert table.columns == ("answer", "n", "list")
    assert table.rows == (("=x", 1, ["a"]), (None, 2, []))


def test_a_header_alone_is_a_table_without_rows(given: Path) -> None:
    assert read(given, b"a,b\n").rows == ()


@pytest.mark.parametrize(
    ("suffix", "data", "message"),
    [
        (".csv", b"", "is empty"),
        (".csv", b" \n\n", "is empty"),
        (".csv", b"a,b\n1,2\n1,2,3\n", r"row 2 \(ends on line 3\) has 3 cells where the header has 2"),
        (".csv", b"a,b\n1\n", r"row 1 \(ends on line 2\) has 1 cells"),
        (".csv", b'a,b\n1,"open\n', r"row 1 \(line 2\) cannot be read"),
        (".csv", b'a,b\n1,"x"y\n', "a double quote inside"),
        (".csv", b"a,b,a\n1,2,3\n", "column name 'a' occurs twice"),
        (".csv", b"\xef\xbb\xbf\n", "is empty"),
        (".csv", b"a\nb\n\x81\n", r"neither UTF-8 nor Windows-1252 \(byte 0x81 on line 3\); save it as UTF-8"),
        (".csv", "a\nb\n".encode("utf-16-le"), r"zero bytes \(line 1\)"),
        (".csv", b"\xff\xfea\0\n\0b", r"is not the utf-16 that it begins as \(line 2\); save it as UTF-8"),
        (".jsonl", b'{"a": 1}\n{"a": \n', r"row 2 \(line 2\) is not valid JSON"),
        (".jsonl", b'{"a": 1}\n\n[1]\n', r"row 2 \(line 3\) is a list"),
        (".jsonl", b'{"a": 1, "a": 2}\n', "the name 'a' occurs twice"),
        (".jsonl", b"[" * 100_000, "nested too deeply"),
        (".jsonl", b"{}\n", "has no columns"),
        (".parquet", b"PAR1 not", "is not readable as Parquet"),
        (".xlsx", b"PK", r"'\.xlsx'; use \.csv, \.tsv, \.jsonl"),
    ],
)
def test_what_is_malformed_is_named_with_its_file_and_row(given: Path, suffix: str, data: bytes, message: str) -> None:
    with pytest.raises(TableInvalid, match=message) as raised:
        read(given, data, suffix)
    assert str(given.with_suffix(suffix)) in str(raised.value)


def test_two_parquet_columns_of_one_name_are_refused(given: Path) -> None:
    import pyarrow as arrow
    from pyarrow.parquet import write_table

    path = given.with_suffix(".parquet")
    write_table(arrow.table([["x"], ["y"]], names=["a", "a"]), path)
    with pytest.raises(TableInvalid, match="'a' occurs twice"):
        read_table(path)


def test_a_file_that_is_not_there_or_is_a_folder_is_named(given: Path) -> None:
    with pytest.raises(TableInvalid, match=r"answers\.csv does not exist"):
        read_table(given)
    given.mkdir()
    with pytest.raises(TableInvalid, match="Is a directory"):
        read_table(given)


def test_a_missing_column_is_named_with_those_that_are_there(given: Path) -> None:
    table = read(given, b"Frage,Antwort\n")
    assert table.position("Antwort") == 1
    with pytest.raises(TableInvalid, match=r"no column 'answer'; it has 'Frage', 'Antwort'"):
        table.position("answer")
