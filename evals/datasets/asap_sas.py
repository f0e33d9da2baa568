"""
ASAP-SAS (the Hewlett Foundation's Short Answer Scoring, 2012): a TSV with Id, EssaySet, Score1, Score2, EssayText.

The TSV holds no questions: they are read from ``questions.csv`` beside it, with EssaySet, question and reference.
"""

import csv
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path

from evals.cases import BadCases, Reading, Unusable, gathered

COLUMNS = ("Id", "EssaySet", "Score1", "Score2", "EssayText")
QUESTIONS = ("EssaySet", "question", "reference")
MOST_POINTS = {"1": 3, "2": 3, "3": 2, "4": 2, "5": 3, "6": 3, "7": 2, "8": 2, "9": 2, "10": 2}
"""Of each essay set."""


def read_asap_sas(path: Path) -> Reading:
    """
    A case's score is Score1, the final one by the set's most points; both raters' are kept beside it.

    Raises BadCases where a file or a column is missing or no answer could be used.
    """
    beside = path.with_name("questions.csv")
    questions = {row["EssaySet"].strip(): row for _, row in _table(beside, QUESTIONS, csv.excel)}
    return gathered(path, ((f"{path}: row {number}", _case(row, questions)) for number, row in _tab_separated(path)))


def _tab_separated(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    class Plain(csv.excel_tab):
        quoting = csv.QUOTE_NONE  # a quotation mark is one of the pupil's

    return _table(path, COLUMNS, Plain)


def _table(path: Path, columns: tuple[str, ...], dialect: type[csv.Dialect]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, dialect=dialect, restval="")
            missing = [name for name in columns if name not in (rows.fieldnames or ())]
            if missing:
                raise BadCases(f"{path} lacks the columns {', '.join(missing)}")
            yield from enumerate(rows, 2)
    except OSError as error:
        raise BadCases(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadCases(f"{path} is not UTF-8; save it as UTF-8") from error
    except csv.Error as error:
        raise BadCases(f"{path} is no table: {error}") from error


def _case(row: dict[str, str], questions: Mapping[str, dict[str, str]]) -> object:
    number = row["EssaySet"].strip()
    most = MOST_POINTS.get(number)
    if most is None or number not in questions:
        known = ", ".join(each for each in questions if each in MOST_POINTS)
        return Unusable(f"is of the essay set {number!r}; questions.csv has {known or 'none'}")
    given = (row["Score1"], row["Score2"])
    try:
        points = [float(each) for each in given]
    except ValueError:
        return Unusable(f"has the scores {', '.join(given)}; each must be a number")
    if not all(isfinite(each) and 0 <= each <= most for each in points):
        return Unusable(f"has the scores {', '.join(given)}; each must be in 0..{most}")
    return {
        "id": row["Id"].strip(),
        "question_id": number,
        "question": questions[number]["question"],
        "reference": questions[number]["reference"],
        "answer": row["EssayText"].strip(),
        "score": points[0] / most,
        "scores": tuple(each / most for each in points),
    }
