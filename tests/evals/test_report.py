import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import Case
from evals.report import COLUMNS, Line, as_json, as_text, lines
from evals.rows import Row, content_of, writing

CASES = [
    Case(
        id=str(place),
        question_id=f"q{place // 2}",
        question="Why?",
        reference="Because.",
        answer=f"So {place}.",
        score=place / 7,
    )
    for place in range(8)
]
ROWS = [
    Row("d", case.id, case.question_id, "", "exact", "1", 0, case.score, "graded", content=content_of(case))
    for case in CASES
]


def made(folder: Path, rows: list[Row]) -> list[Line]:
    with writing(folder / "rows.db") as store:
        store.put_cases("d", reversed(CASES))
        for row in rows:
            store.add(row)
        return list(lines(store.columns(*COLUMNS)))


def test_figures_are_joined_by_id_whatever_the_order(tmp_path: Path) -> None:
    line = made(tmp_path, ROWS[::-1])[0]
    assert line.metrics["pearson"].value == pytest.approx(1.0)
    assert line.metrics["rmse"].value == pytest.approx(0.0)


def test_what_has_no_score_is_counted_and_in_no_figure(tmp_path: Path) -> None:
    broken = replace(ROWS[0], score=None, status="error")
    refused = replace(ROWS[1], score=None, status="unscored")
    line = made(tmp_path, [broken, refused, *ROWS[2:]])[0]
    assert (line.scored, line.unscored, line.errors) == (6, 1, 1)
    assert line.metrics["rmse"].value == pytest.approx(0.0)


def test_a_grader_without_any_score_has_no_figure(tmp_path: Path) -> None:
    line = made(tmp_path, [replace(row, score=None, status="error") for row in ROWS])[0]
    assert {found.value for found in line.metrics.values()} == {None}
    assert "undefined" in as_text([line])


def test_versions_are_lines_of_their_own(tmp_path: Path) -> None:
    found = made(tmp_path, [*ROWS, *(replace(row, version="2", score=0.5) for row in ROWS)])
    assert [line.version for line in found] == ["1", "2"]


def test_a_cost_that_is_not_known_of_one_row_is_not_known_of_all(tmp_path: Path) -> None:
    assert made(tmp_path, [replace(ROWS[0], cost=None), *ROWS[1:]])[0].cost is None


def test_json_holds_what_the_text_shows(tmp_path: Path) -> None:
    found = made(tmp_path, ROWS)
    assert [line["grader"] for line in json.loads(as_json(found))] == ["exact"]
    assert as_text(found).splitlines()[1].startswith("exact")
