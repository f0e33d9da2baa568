"""Tables of questions and answers: CSV and TSV with a header, and JSON lines."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.document import BlockKind
from knowledge.errors import UnreadableDocument
from knowledge.readers.encoding import clean, decode
from knowledge.readers.parsed import Assembly, Parsed
from knowledge.readers.plain import read_plain

if TYPE_CHECKING:
    from knowledge.readers.row import Row

NEEDED = (
    "needed are 'question' and 'answer' (or 'reference'); "
    "there may be 'topic' and 'key_points' (one a line, or parted by semicolons)"
)
TOPIC_LEVEL = 1
QUESTION_LEVEL = 2

Rows = Iterator[tuple[str, str, object]]
"""The unit and the number of a row's place, and its columns by name."""


def read_csv(source: str, data: bytes) -> Parsed:
    """The first line names the columns, parted by commas, semicolons or tabs."""
    return _read(source, _columns(source, decode(source, data), ",;\t"))


def read_tsv(source: str, data: bytes) -> Parsed:
    return _read(source, _columns(source, decode(source, data), "\t"))


def read_jsonl(source: str, data: bytes) -> Parsed:
    return _read(source, _objects(source, decode(source, data)))


def _columns(source: str, text: str, delimiters: str) -> Rows:
    header, _, _ = text.partition("\n")
    delimiter = max(delimiters, key=header.count)
    number = 0
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        names = [_name(cell) for cell in next(reader, [])]
        for number, cells in enumerate(reader, 2):
            if any(cell.strip() for cell in cells):
                if len(cells) > len(names):
                    raise _wrong(
                        source,
                        "row",
                        number,
                        f"has {len(cells)} cells for {len(names)} columns; put cells "
                        f"that hold {delimiter!r} in quotation marks",
                    )
                yield "row", str(number), dict(zip(names, cells, strict=False))
    except csv.Error as error:
        raise _wrong(source, "row", number + 1, f"is no row of a table ({error})") from error


def _objects(source: str, text: str) -> Rows:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _wrong(source, "line", number, f"is no JSON ({error})") from error
        if not isinstance(row, dict):
            raise _wrong(source, "line", number, 'is no object of JSON, as {"question": ..., "answer": ...}')
        yield "line", str(number), {_name(key): value for key, value in row.items()}


def _name(column: str) -> str:
    """Key points, Key-Points and key_points are one name."""
    return re.sub(r"[\W_]+", "_", column.strip().casefold()).strip("_")


def _read(source: str, rows: Rows) -> Parsed:
    assembly = Assembly()
    topics: list[str] = []
    for unit, number, columns in rows:
        row = _checked(source, unit, number, columns)
        if row.topic and topics[-1:] != [row.topic]:
            topics.append(row.topic)
            assembly.add(BlockKind.HEADING, " ".join(row.topic.split()), TOPIC_LEVEL)
        assembly.mark(unit, number)
        assembly.add(BlockKind.HEADING, " ".join(row.question.split()), QUESTION_LEVEL, given=True)
        assembly.include(_answer(row.answer))
        for point in row.key_points:
            assembly.add(BlockKind.BULLET, " ".join(point.split()), given=True)
    return assembly.parsed(topics[0] if len(set(topics)) == 1 else Path(source).stem)


def _checked(source: str, unit: str, number: str, columns: object) -> "Row":
    from pydantic import ValidationError

    from knowledge.readers.row import Row

    try:
        row = Row.model_validate(columns)
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(map(str, first["loc"]))
        raise _wrong(source, unit, number, f"has no good {column!r} ({first['msg']})") from error
    if not row.answer and not row.key_points:
        raise _wrong(source, unit, number, "has no answer; fill it in, or take the row out")
    return row


def _answer(text: str) -> Parsed:
    """The paragraphs and lists of an answer; nothing in it is a heading."""
    text = clean(text)
    read = read_plain(text)
    blocks = (replace(b, kind=BlockKind.PARAGRAPH, level=0) if b.kind is BlockKind.HEADING else b for b in read.blocks)
    return Parsed("", text, tuple(blocks))


def _wrong(source: str, unit: str, number: int | str, what: str) -> UnreadableDocument:
    return UnreadableDocument(f"{source}, {unit} {number}, {what}; {NEEDED}")
