"""Answers with a score to compare graders against, from JSON lines or CSV."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Annotated, Literal, TextIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from interviewer.printable import printable

REQUIRED = ("question_id", "question", "reference", "answer", "score")
MOST_CHARACTERS = 1_000_000
SHOWN = 60

Score = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class BadCases(Exception):
    """The message names the file, the row and what is wrong with it."""


class Case(BaseModel):
    """
    ``score`` in 0..1. ``kind`` is how an authored answer was written ("full", "misconception"); else empty.

    ``split`` names the part of a published dataset that the answer is in ("test-unseen-questions"); empty without.
    ``scores`` are those of each rater, 0..1, where more than one rated the answer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(min_length=1)]
    question_id: Annotated[str, Field(min_length=1)]
    question: Annotated[str, Field(min_length=1)]
    reference: str
    answer: str
    score: Score
    scores: tuple[Score, ...] = ()
    kind: str = ""
    split: str = ""
    rated_by: Literal["authored", "human"] = "human"


@dataclass(frozen=True)
class Reading:
    """``left_out`` has a line for each row that cannot be used: the file, the row, what is wrong."""

    cases: tuple[Case, ...]
    left_out: tuple[str, ...]


def load_cases(path: Path) -> list[Case]:
    """As ``read_cases``, of a file without a flaw. Raises BadCases for the first row that cannot be used, too."""
    reading = read_cases(path)
    if reading.left_out:
        raise BadCases(reading.left_out[0])
    return list(reading.cases)


def read_cases(path: Path) -> Reading:
    """
    The cases of a .jsonl file, or of a .csv file with at least the columns of ``REQUIRED``, and ``id`` and ``split`` if
    it has them; other columns are left out. Rows of a CSV count from 2, below the header.

    A row that cannot be used is left out, and the rest goes on. Raises BadCases where no row could be used.
    """
    rows = _csv(path) if path.suffix.lower() == ".csv" else _json_lines(path)
    try:
        return gathered(path, ((f"{path}: row {number}", row) for number, row in rows))
    except OSError as error:
        raise BadCases(f"{path} cannot be read: {error.strerror}") from error


def gathered(path: Path, rows: Iterable[tuple[str, object]]) -> Reading:
    """
    ``rows`` are places with what is there: the fields of a case, or an Unusable. ``path`` is what they were read from.

    Raises BadCases where no row could be used.
    """
    cases: dict[str, Case] = {}
    left_out = []
    for place, row in rows:
        found = row if isinstance(row, Unusable) else _case(row)
        if isinstance(found, Case) and found.id in cases:
            found = Unusable(f"has the id {_short(found.id)} a second time")
        if isinstance(found, Case):
            cases[found.id] = found
        else:
            left_out.append(f"{place} {found.why}")
    if not cases:
        raise BadCases(left_out[0] if left_out else f"{path} holds no case")
    return Reading(tuple(cases.values()), tuple(left_out))


@dataclass(frozen=True)
class Unusable:
    """``why`` follows the name of the place: "is not UTF-8"."""

    why: str


def _json_lines(path: Path) -> Iterator[tuple[int, object]]:
    with _opened(path) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                yield number, _undecodable(line) or json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, Unusable(f"is not JSON: {error}")


def _csv(path: Path) -> Iterator[tuple[int, object]]:
    before = csv.field_size_limit(sys.maxsize)  # the longest cells are refused by what they are, not by csv
    try:
        with _opened(path) as file:
            rows = csv.reader(file, strict=True)
            names = next(rows, [])
            missing = [name for name in REQUIRED if name not in names]
            if missing:
                raise BadCases(f"{path} lacks the columns {', '.join(missing)}")
            twice = [name for name in (*REQUIRED, "id", "split") if names.count(name) > 1]
            if twice:
                raise BadCases(f"{path} has the column {twice[0]} twice; rename one")
            for number in count(2):
                try:
                    cells = next(rows)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield number, Unusable(f"is not CSV: {error}")
                    continue
                if cells:
                    yield number, _undecodable("".join(cells)) or _named(names, cells, f"{path.stem}:{number}")
    finally:
        csv.field_size_limit(before)


def _named(names: Sequence[str], cells: Sequence[str], id_: str) -> object:
    if len(cells) != len(names):
        return Unusable(f"has {len(cells)} cells, and the header has {len(names)}")
    row = dict(zip(names, cells, strict=True))
    given = {"id": row.get("id") or id_, "split": row.get("split") or ""}
    return given | {name: row[name] for name in REQUIRED}


def _opened(path: Path) -> TextIO:
    """What is not UTF-8 becomes lone surrogates, so that it is told row by row."""
    with path.open("rb") as file:
        start = file.read(4)
    if b"\0" in start or start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadCases(f"{path} is not UTF-8 but looks like UTF-16 or a binary file; save it as UTF-8")
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def _undecodable(text: str) -> Unusable | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        byte = ord(text[error.start]) - 0xDC00
        return Unusable(f"is not UTF-8: it holds the byte 0x{byte:02x}; save the file as UTF-8")
    return None


def _case(row: object) -> Case | Unusable:
    try:
        case = Case.model_validate(row)
    except ValidationError as error:
        problems = (
            f"{'.'.join(map(str, p['loc'])) or 'row'}: {p['msg']}, not {_short(p['input'])}" for p in error.errors()
        )
        return Unusable(f"is no case: {'; '.join(problems)}")
    for name in ("question", "reference", "answer"):
        length = len(getattr(case, name))
        if length > MOST_CHARACTERS:
            return Unusable(f"is no case: {name} has {length:,} characters; at most {MOST_CHARACTERS:,} are read")
    return case


def _short(value: object) -> str:
    shown = printable(repr(value))
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}..."
