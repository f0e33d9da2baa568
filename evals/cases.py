"""Answers with a score to compare graders against, from JSON lines or CSV."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

REQUIRED = ("question_id", "question", "reference", "answer", "score")


class BadCases(Exception):
    """The message names the file, the row and what is wrong with it."""


class Case(BaseModel):
    """
    ``score`` in 0..1. ``kind`` is how an authored answer was written ("full", "misconception"); else empty.

    ``split`` names the part of a published dataset that the answer is in ("test-unseen-questions"); empty without.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, Field(min_length=1)]
    question_id: Annotated[str, Field(min_length=1)]
    question: Annotated[str, Field(min_length=1)]
    reference: str
    answer: str
    score: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    kind: str = ""
    split: str = ""
    rated_by: Literal["authored", "human"] = "human"


def load_cases(path: Path) -> list[Case]:
    """
    The cases of a .jsonl file, or of a .csv file with at least the columns of ``REQUIRED``, and ``id`` and ``split`` if
    it has them; other columns are left out.

    Raises BadCases.
    """
    try:
        rows = _csv(path) if path.suffix == ".csv" else _json_lines(path)
        cases = [_case(path, number, row) for number, row in rows]
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{path} cannot be read: {error}") from error
    seen: set[str] = set()
    for number, case in enumerate(cases, 1):
        if case.id in seen:
            raise BadCases(f"{path}: row {number} has the id {case.id!r} a second time")
        seen.add(case.id)
    if not cases:
        raise BadCases(f"{path} holds no case")
    return cases


def _json_lines(path: Path) -> Iterator[tuple[int, object]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield number, json.loads(line)
                except json.JSONDecodeError as error:
                    raise BadCases(f"{path}: row {number} is not JSON: {error}") from error


def _csv(path: Path) -> Iterator[tuple[int, object]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in REQUIRED if name not in (reader.fieldnames or [])]
        if missing:
            raise BadCases(f"{path} lacks the columns {', '.join(missing)}")
        for number, row in enumerate(reader, 2):
            given = {"id": row.get("id") or f"{path.stem}:{number}", "split": row.get("split") or ""}
            yield number, given | {name: row[name] for name in REQUIRED}


def _case(path: Path, number: int, row: object) -> Case:
    try:
        return Case.model_validate(row)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, p['loc']))}: {p['msg']}" for p in error.errors())
        raise BadCases(f"{path}: row {number}: {problems}") from error
