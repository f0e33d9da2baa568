"""Tables of answers, read by the suffix of the file: CSV, TSV, JSON lines or Parquet."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer.errors import InterviewerError

Cell = object
"""Text in CSV and TSV; in the other formats any value of JSON or Parquet, None where there is none."""

_FIELD_LIMIT = 2**31 - 1
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class TableInvalid(InterviewerError):
    """Names the file, the row (the first one below the header is 1) and what is wrong with it."""


@dataclass(frozen=True)
class Table:
    """
    Every row has one cell per column, exactly as it stands in the file.

    ``notices`` are for whoever gave the file; ``source`` is its name, for messages.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = "the table"
    notices: tuple[str, ...] = ()

    def first(self, rows: int | None) -> "Table":
        """The table with as many rows at most; None: all."""
        return replace(self, rows=self.rows[:rows])

    def position(self, column: str) -> int:
        """Raises TableInvalid with the columns that there are."""
        if column not in self.columns:
            raise TableInvalid(f"{self.source} has no column {column!r}; it has {_listed(self.columns)}")
        return self.columns.index(column)


def read_table(path: Path) -> Table:
    """Raises TableInvalid for a file that is missing, empty, malformed or of another kind."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise unknown_kind(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise TableInvalid(f"{path} does not exist; check the path") from error
    except OSError as error:
        raise TableInvalid(f"{path} cannot be read ({error.strerror}); check what it is and its permissions") from error
    if not data.strip():
        raise _empty(str(path))
    return reader(str(path), data)


def unknown_kind(path: Path) -> TableInvalid:
    return TableInvalid(f"{path} is no table by its suffix {path.suffix!r}; use {', '.join(_READERS)}")


def _empty(source: str) -> TableInvalid:
    return TableInvalid(f"{source} is empty; give a file with a row for each answer")


def _read_csv(source: str, data: bytes) -> Table:
    text, notices = _decoded(source, data)
    heading = text.lstrip("\r\n").split("\n", 1)[0]
    # Spreadsheets write semicolons where the comma marks decimals.
    found = [mark for mark in ",;\t" if mark in heading]
    return _separated(source, text, found[0] if found else ",", notices)


def _read_tsv(source: str, data: bytes) -> Table:
    text, notices = _decoded(source, data)
    return _separated(source, text, "\t", notices)


def _separated(source: str, text: str, delimiter: str, notices: tuple[str, ...]) -> Table:
    # A long answer is no error, though the module's own limit is 131,072 characters.
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    try:
        for cells in reader:
            if not cells:
                continue
            if not columns:
                columns = _checked(source, cells)
                continue
            rows.append(tuple(cells))
            if len(cells) != len(columns):
                raise TableInvalid(
                    f"{source}: row {len(rows)} (ends on line {reader.line_num}) has {len(cells)} cells where the "
                    f"header has {len(columns)}; put text with {delimiter!r} in it between double quotes"
                )
    except csv.Error as error:
        raise TableInvalid(
            f"{source}: row {len(rows) + 1} (line {reader.line_num}) cannot be read ({error}); a double quote inside "
            "quoted text is written twice"
        ) from error
    return Table(_checked(source, columns), tuple(rows), source, notices)


def _read_jsonl(source: str, data: bytes) -> Table:
    text, notices = _decoded(source, data)
    found: dict[str, None] = {}
    objects: list[dict[str, object]] = []
    for line_number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        row = f"{source}: row {len(objects) + 1} (line {line_number})"
        try:
            value = json.loads(line, object_pairs_hook=_object)
        except RecursionError as error:
            raise TableInvalid(f"{row} is nested too deeply; write one flat object a line") from error
        except ValueError as error:
            raise TableInvalid(f"{row} is not valid JSON ({error}); write one object a line") from error
        if not isinstance(value, dict):
            raise TableInvalid(f"{row} is a {type(value).__name__}; write one object a line: {{...}}")
        objects.append(value)
        found.update(dict.fromkeys(value))
    columns = _checked(source, found)
    return Table(columns, tuple(tuple(map(entry.get, columns)) for entry in objects), source, notices)


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError(f"the name {_twice(name for name, _ in pairs)!r} occurs twice in one object")
    return made


def _read_parquet(source: str, data: bytes) -> Table:
    import pyarrow as arrow
    from pyarrow.parquet import ParquetFile

    try:
        read = ParquetFile(io.BytesIO(data)).read()
        columns = _checked(source, read.column_names)
        cells = [column.to_pylist() for column in read.columns]
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise TableInvalid(f"{source} is not readable as Parquet ({error}); write it again") from error
    return Table(columns, tuple(zip(*cells, strict=True)), source)


_READERS: dict[str, Callable[[str, bytes], Table]] = {
    ".csv": _read_csv,
    ".tsv": _read_tsv,
    ".jsonl": _read_jsonl,
    ".ndjson": _read_jsonl,
    ".parquet": _read_parquet,
}


def _decoded(source: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    notices: tuple[str, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        if not encoding.startswith("utf-8"):
            raise TableInvalid(
                f"{source} is not the {encoding} that it begins as (line {line}); save it as UTF-8"
            ) from error
        text = _windows(source, data)
        notices = (
            f"{source} is not UTF-8 (line {line}) and was read as Windows-1252; check its accents and quotation marks",
        )
    if not text.strip():
        raise _empty(source)
    if "\0" in text:
        raise TableInvalid(
            f"{source} holds zero bytes (line {_line(data, data.index(0))}), so it is no UTF-8 text; save it as UTF-8"
        )
    return text, notices


def _windows(source: str, data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        raise TableInvalid(
            f"{source} is neither UTF-8 nor Windows-1252 (byte {data[error.start]:#x} on line {line}); save it as UTF-8"
        ) from error


def _line(data: bytes, place: int) -> int:
    """The line of that byte, from 1."""
    return data.count(b"\n", 0, place) + 1


def _checked(source: str, names: Iterable[str]) -> tuple[str, ...]:
    columns = tuple(names)
    if not columns:
        raise TableInvalid(f"{source} has no columns; give it a header, or objects with names in them")
    if len(set(columns)) != len(columns):
        raise TableInvalid(f"{source}: the column name {_twice(columns)!r} occurs twice; rename one of them")
    return columns


def _twice(names: Iterable[str]) -> str:
    return Counter(names).most_common(1)[0][0]


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(map(repr, columns))
