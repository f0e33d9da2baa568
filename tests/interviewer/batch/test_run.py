from pathlib import Path

import pytest

from interviewer.batch.journal import Journal
from interviewer.batch.run import Batch, Columns
from interviewer.batch.table import Table, TableInvalid
from interviewer.grade import Grade
from interviewer.grading.overlap import OverlapGrader
from knowledge.question import Question
from tests.builders import CLAIMS, make_question, make_unscored

TABLE = Table(
    ("id", "question", "reference", "answer"),
    (
        ("a", "What does pooling do?", CLAIMS[0], CLAIMS[0]),
        ("b", "What does pooling do?", CLAIMS[0], "Paris has fine museums."),
        ("c", "What does pooling do?", "", "No reference here."),
    ),
)


class Counting:
    """Grades by overlap, and counts how often; with ``fails`` it never has a score."""

    name, version = "counting", "1"

    def __init__(self, fails: bool = False) -> None:
        self.calls = 0
        self._fails = fails

    def grade(self, question: Question, answer: str) -> Grade:
        self.calls += 1
        return make_unscored() if self._fails else OverlapGrader().grade(question, answer)


def journal(folder: Path) -> Journal:
    return Journal(folder / "out.csv.journal", lambda: 0.0)


def graded(folder: Path, table: Table = TABLE, grader: Counting | None = None) -> list[dict[str, object]]:
    found, _ = Batch(grader or Counting(), journal(folder), {}).run(table, lambda *_: None)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_rows_keep_their_order_and_their_columns(tmp_path: Path) -> None:
    assert [row["id"] for row in graded(tmp_path)] == ["a", "b", "c"]


def test_a_right_answer_scores_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    assert [row["score"] for row in graded(tmp_path)][:2] == [1.0, 0.0]


def test_a_row_without_reference_is_an_error_and_no_number(tmp_path: Path) -> None:
    row = graded(tmp_path)[2]
    assert (row["status"], row["score"], row["reason"]) == ("error", None, "no reference")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableInvalid, match="answer"):
        graded(tmp_path, Table(("question", "reference"), (("a", "b"),)))


def test_a_column_that_is_there_already_is_kept(tmp_path: Path) -> None:
    table = Table(("question", "reference", "answer", "score"), (("Q?", CLAIMS[0], CLAIMS[0], "human 3"),))
    row = graded(tmp_path, table)[0]
    assert (row["score"], row["grade_score"]) == ("human 3", 1.0)


def test_what_was_graded_before_is_not_graded_again(tmp_path: Path) -> None:
    first = journal(tmp_path)
    Batch(Counting(), first, {}).run(TABLE, lambda *_: None)
    first.close()
    again = Counting()
    graded(tmp_path, grader=again)
    assert again.calls == 0


def test_a_failure_is_tried_again(tmp_path: Path) -> None:
    first = journal(tmp_path)
    Batch(Counting(fails=True), first, {}).run(TABLE, lambda *_: None)
    first.close()
    again = Counting()
    graded(tmp_path, grader=again)
    assert again.calls == 2


def test_a_question_of_the_library_is_found_by_its_id(tmp_path: Path) -> None:
    table = Table(("question_id", "answer"), (("known", " ".join(CLAIMS)), ("other", "x y z")))
    found, summary = Batch(Counting(), journal(tmp_path), {"known": make_question()}, Columns()).run(
        table, lambda *_: None
    )
    assert found.rows[0][found.position("score")] == 1.0
    assert summary.for_a_person == ((2, "the library has no question with the id 'other'"),)


def test_a_foreign_file_as_journal_is_named(tmp_path: Path) -> None:
    (tmp_path / "out.csv.journal").write_text("no database, but a text that is long enough to be read as one" * 20)
    with pytest.raises(TableInvalid, match=r"out\.csv\.journal"):
        journal(tmp_path)
