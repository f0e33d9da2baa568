"""
Tables are written by the suffix of the file, whole or not at all.

CSV and TSV are UTF-8 for spreadsheets, which run a cell that begins with =, +, -, @, a tab or a carriage return as a
formula. Such a cell gets an apostrophe in front unless it is a plain number. Nothing takes the apostrophe away again
when the file is read; for exact text write JSON lines or Parquet.
"""

import csv
import io
import json
import math
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from interviewer.batch.table import Cell, Table, TableInvalid, unknown_kind

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def check_target(path: Path) -> None:
    """Raises TableInvalid where a table cannot be written there: better before hours of grading than after."""
    if path.suffix.lower() not in _WRITERS:
        raise unknown_kind(path)
    if path.is_dir():
        raise TableInvalid(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise TableInvalid(f"{path.parent} is no folder; make it or write elsewhere")


def write_table(table: Table, path: Path) -> None:
    """Replaces the file at once: whoever reads it finds the old one or the new one. Raises TableInvalid and OSError."""
    check_target(path)
    target = path.resolve()
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            _WRITERS[path.suffix.lower()](table, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def cell_text(cell: Cell) -> str:
    """A cell as text: nothing for None and not-a-number, true and false, ISO 8601 for times, JSON for what nests."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return str(cell)
    plain = _plain(cell)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def formula_safe(text: str) -> str:
    """The text as no spreadsheet runs it."""
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _write_csv(table: Table, file: BinaryIO) -> None:
    _write_separated(table, file, ",")


def _write_tsv(table: Table, file: BinaryIO) -> None:
    _write_separated(table, file, "\t")


def _write_separated(table: Table, file: BinaryIO, delimiter: str) -> None:
    # A lone surrogate, which JSON can hold, becomes a question mark.
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    # Of the line ends the writer quotes only those that it writes itself: with \r\n, all of them.
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in (table.columns, *table.rows):
        writer.writerow([formula_safe(cell_text(cell)) for cell in row])
    text.detach()


def _write_jsonl(table: Table, file: BinaryIO) -> None:
    for row in table.rows:
        entry = {name: _plain(cell) for name, cell in zip(table.columns, row, strict=True)}
        try:
            line = json.dumps(entry, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            line = json.dumps(entry).encode()
        file.write(line + b"\n")


def _write_parquet(table: Table, file: BinaryIO) -> None:
    import pyarrow as arrow
    from pyarrow.parquet import write_table as write

    columns = [_array([row[place] for row in table.rows]) for place in range(len(table.columns))]
    try:
        write(arrow.table(columns, names=list(table.columns)), file)
    except arrow.ArrowException as error:
        raise TableInvalid(f"the table cannot be written as Parquet ({error}); write .jsonl instead") from error


def _array(cells: Sequence[Cell]) -> Any:  # noqa: ANN401 (an arrow array)
    """A column of one type; of mixed types, as text."""
    import pyarrow as arrow

    try:
        array = arrow.array(cells)
        # Objects of unequal shape would get each other's names.
        if not arrow.types.is_nested(array.type) or array.to_pylist() == cells:
            return array
    except (arrow.ArrowException, OverflowError, ValueError):
        pass
    return arrow.array([None if c is None else cell_text(c).encode(errors="replace").decode() for c in cells])


def _plain(cell: Cell) -> Any:  # noqa: ANN401 (JSON)
    """What JSON can hold: null for numbers that it has no word for."""
    if cell is None or isinstance(cell, str | bool | int):
        return cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, dict):
        return {cell_text(name): _plain(value) for name, value in cell.items()}
    if isinstance(cell, list | tuple):
        return [_plain(value) for value in cell]
    from pydantic_core import to_jsonable_python

    return to_jsonable_python(cell, bytes_mode="base64", fallback=str)


_WRITERS: dict[str, Callable[[Table, BinaryIO], None]] = {
    ".csv": _write_csv,
    ".tsv": _write_tsv,
    ".jsonl": _write_jsonl,
    ".ndjson": _write_jsonl,
    ".parquet": _write_parquet,
}
