import datetime
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.batch.export import cell_text, check_target, formula_safe, write_table
from interviewer.batch.table import Cell, Table, TableInvalid, read_table


def table_of(*cells: Cell) -> Table:
    return Table(("a",), tuple((cell,) for cell in cells))


def again(table: Table, path: Path) -> tuple[tuple[Cell, ...], ...]:
    write_table(table, path)
    return read_table(path).rows


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".parquet"])
@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_text_comes_back_as_it_was(texts: list[str], suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("export") / f"out{suffix}"
    safe = [text if formula_safe(text) == text else f"x{text}" for text in texts]
    assert again(table_of(*safe), path) == tuple((text,) for text in safe)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-x", "@SUM(A1)", "\t=1", "\r=1", "-", "+49 170"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str, tmp_path: Path) -> None:
    assert again(table_of(text), tmp_path / "out.csv") == ((f"'{text}",),)
    assert again(table_of(text), tmp_path / "out.tsv") == ((f"'{text}",),)


@pytest.mark.parametrize("text", ["-1", "+0.5", "-.5e-3", "a=b", "", " =1", "١"])
def test_plain_numbers_and_other_text_stay(text: str) -> None:
    assert formula_safe(text) == text


def test_a_column_name_is_made_safe_too(tmp_path: Path) -> None:
    write_table(Table(("=a",), ()), tmp_path / "out.csv")
    assert read_table(tmp_path / "out.csv").columns == ("'=a",)


def test_json_lines_and_parquet_keep_a_formula_as_it_is(tmp_path: Path) -> None:
    assert again(table_of("=1+1"), tmp_path / "out.jsonl") == (("=1+1",),)
    assert again(table_of("=1+1"), tmp_path / "out.parquet") == (("=1+1",),)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (math.nan, ""),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (0.1, "0.1"),
        (["a", None, math.nan], '["a", null, null]'),
        ({"ä": True}, '{"ä": true}'),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (b"\xff", "_w=="),
    ],
)
def test_every_cell_has_a_text(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


def test_json_has_null_for_what_is_no_number(tmp_path: Path) -> None:
    assert again(table_of(math.nan, math.inf, 1.5), tmp_path / "out.jsonl") == ((None,), (None,), (1.5,))


def test_letters_beyond_ascii_are_readable_in_json_lines(tmp_path: Path) -> None:
    write_table(table_of("größer"), tmp_path / "out.jsonl")
    assert "größer" in (tmp_path / "out.jsonl").read_text("utf-8")


def test_half_a_character_is_kept_by_json_and_replaced_elsewhere(tmp_path: Path) -> None:
    assert again(table_of("a\ud800"), tmp_path / "out.jsonl") == (("a\ud800",),)
    assert again(table_of("a\ud800"), tmp_path / "out.csv") == (("a?",),)
    assert again(table_of("a\ud800"), tmp_path / "out.parquet") == (("a?",),)


def test_parquet_keeps_values_of_one_type(tmp_path: Path) -> None:
    assert again(table_of(1, None, 3), tmp_path / "out.parquet") == ((1,), (None,), (3,))
    assert again(table_of(["a"], []), tmp_path / "out.parquet") == ((["a"],), ([],))


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        ([1, "a", None], ["1", "a", None]),
        ([{"a": 1}, {"b": 2}], ['{"a": 1}', '{"b": 2}']),
        ([2**70, 1], [str(2**70), "1"]),
    ],
)
def test_parquet_has_text_for_values_of_several_types(cells: list[Cell], texts: list[Cell], tmp_path: Path) -> None:
    assert again(table_of(*cells), tmp_path / "out.parquet") == tuple((text,) for text in texts)


def test_what_parquet_cannot_hold_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableInvalid, match=r"write \.jsonl instead"):
        write_table(table_of({}), tmp_path / "out.parquet")


def test_a_table_without_rows_keeps_its_header(tmp_path: Path) -> None:
    for suffix in (".csv", ".parquet"):
        write_table(Table(("a", "b"), ()), tmp_path / f"out{suffix}")
        assert read_table(tmp_path / f"out{suffix}").columns == ("a", "b")


def test_a_failed_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    path.write_bytes(b"old")
    with pytest.raises(TableInvalid):
        write_table(table_of({}), path)
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("out.parquet", b"old")]


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    write_table(table_of(1), tmp_path / "link.jsonl")
    assert json.loads((tmp_path / "real.jsonl").read_text()) == {"a": 1}


def test_a_target_that_cannot_be_written_is_told_before(tmp_path: Path) -> None:
    check_target(tmp_path / "out.CSV")
    (tmp_path / "folder.csv").mkdir()
    for name, message in [("out.xls", "use .csv"), ("none/out.csv", "no folder"), ("folder.csv", "is a folder")]:
        with pytest.raises(TableInvalid, match=message):
            check_target(tmp_path / name)
