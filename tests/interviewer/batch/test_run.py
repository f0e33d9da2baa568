import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.batch.journal import Journal
from interviewer.batch.run import Batch, Columns
from interviewer.batch.table import Table, TableInvalid
from interviewer.grade import Grade
from interviewer.grading.overlap import OverlapGrader
from interviewer.tally import Tally
from knowledge.errors import EmbedderUnavailable
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


class Together(Counting):
    """Takes many answers at once; ``asked`` has how many each time."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def grade_many(self, pairs: Sequence[tuple[Question, str]]) -> list[Grade]:
        self.asked.append(len(pairs))
        return [self.grade(*pair) for pair in pairs]


class Broken(Counting):
    def grade(self, question: Question, answer: str) -> Grade:
        raise EmbedderUnavailable("the model is not there; prepare it")


def answers(*said: str) -> Table:
    return Table(("question", "reference", "answer"), tuple(("Why pool?", CLAIMS[0], text) for text in said))


def test_a_grader_that_takes_many_gets_them_in_chunks(tmp_path: Path) -> None:
    together = Together()
    rows = graded(tmp_path, answers(*(f"pooling number {number}" for number in range(300))), together)
    assert together.asked == [64, 64, 64, 64, 44]
    assert [row["answer"] for row in rows] == [f"pooling number {number}" for number in range(300)]


def test_a_chunk_is_kept_at_once(tmp_path: Path) -> None:
    first = journal(tmp_path)
    Batch(Together(), first, {}).run(answers("a pool", "b pool"), lambda *_: None)
    with closing(sqlite3.connect(tmp_path / "out.csv.journal")) as other:
        assert other.execute("SELECT count(*) FROM done").fetchone() == (2,)
    first.close()


def test_alike_rows_are_graded_once(tmp_path: Path) -> None:
    counting = Counting()
    rows = graded(tmp_path, answers("a pool", "b pool", "a pool"), counting)
    assert counting.calls == 2
    assert rows[0] == rows[2]


def test_a_grader_that_is_not_there_leaves_rows_unscored_and_open(tmp_path: Path) -> None:
    found, summary = Batch(Broken(), journal(tmp_path), {}).run(answers("a", "b"), lambda *_: None)
    assert [row[found.position("score")] for row in found.rows] == [None, None]
    assert (summary.opened, summary.statuses) == (2, {"unscored": 2})


def test_a_row_that_is_too_long_is_not_open(tmp_path: Path) -> None:
    _, summary = Batch(Counting(), journal(tmp_path), {}).run(answers("word " * 5000), lambda *_: None)
    assert (summary.opened, summary.statuses) == (0, {"unscored": 1})


class ByModel(Counting):
    """A language model graded what mentions a pool; nothing else."""

    def grade(self, question: Question, answer: str) -> Grade:
        grade = super().grade(question, answer)
        if "pool" not in answer:
            return grade
        return replace(grade, provenance=replace(grade.provenance, model="a-model", prompt="0f"))


def test_scores_with_and_without_a_language_model_are_not_averaged_together(tmp_path: Path) -> None:
    table = answers(f"A pool. {CLAIMS[0]}", "Paris has fine museums.")
    found, summary = Batch(ByModel(), journal(tmp_path), {}).run(table, lambda *_: None)
    assert [row[found.position("model")] for row in found.rows] == ["a-model", ""]
    assert summary.mean == Tally(None, 1.0, 0.0)


def test_scores_of_one_kind_are(tmp_path: Path) -> None:
    _, summary = Batch(Counting(), journal(tmp_path), {}).run(answers(CLAIMS[0], "Paris."), lambda *_: None)
    assert summary.mean == Tally(0.5)


def test_every_added_column_has_a_name_of_its_own(tmp_path: Path) -> None:
    table = Table(("question", "reference", "answer", "score", "grade_score"), (("Q?", CLAIMS[0], CLAIMS[0], "", ""),))
    assert graded(tmp_path, table)[0]["grade_grade_score"] == 1.0


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (["a", "b"], "its cell 'answer' is a list; write text there"),
        ({"text": "a"}, "its cell 'answer' is an object; write text there"),
        (b"\xff", "its cell 'answer' is bytes; write text there"),
        ("x" * 1_000_001, "its cell 'answer' has 1,000,001 characters; at most 1,000,000 are read"),
    ],
)
def test_a_cell_that_holds_no_answer_is_an_error_and_no_number(tmp_path: Path, cell: object, why: str) -> None:
    row = graded(tmp_path, Table(("question", "reference", "answer"), (("Why pool?", CLAIMS[0], cell),)))[0]
    assert (row["status"], row["score"], row["reason"]) == ("error", None, why)


def test_what_nests_in_a_column_that_is_not_read_is_kept(tmp_path: Path) -> None:
    table = Table(("question", "reference", "answer", "more"), (("Why?", CLAIMS[0], CLAIMS[0], ["a"]),))
    row = graded(tmp_path, table)[0]
    assert (row["score"], row["more"]) == (1.0, ["a"])


@pytest.mark.parametrize("cell", [None, float("nan"), ""])
def test_a_cell_without_a_value_is_an_empty_answer(tmp_path: Path, cell: object) -> None:
    row = graded(tmp_path, Table(("question", "reference", "answer"), (("Why pool?", CLAIMS[0], cell),)))[0]
    assert (row["score"], row["flags"]) == (0.0, "the answer is empty")


def test_a_table_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableInvalid, match="the table has no rows below its header"):
        graded(tmp_path, Table(TABLE.columns, ()))


def test_a_column_cannot_be_two_things() -> None:
    with pytest.raises(TableInvalid, match="'answer' cannot be two of"):
        Columns(reference="answer").check(TABLE)


def graded_twice(folder: Path, *batches: tuple[Question, tuple[str, ...]]) -> int:
    """How often the same answer is graded when one run after the other is left unfinished."""
    counting = Counting()
    for question, conditions in batches:
        kept = journal(folder)
        table = Table(("question_id", "answer"), (("id", "a pool"),))
        Batch(counting, kept, {"id": question}, conditions=conditions).run(table, lambda *_: None)
        kept.close()
    return counting.calls


POOLING = make_question()


@pytest.mark.parametrize(
    "other",
    [
        replace(POOLING, text="Why pool?"),
        replace(POOLING, reference=f"{POOLING.reference} And more."),
        replace(POOLING, key_points=tuple(replace(point, weight=2.0) for point in POOLING.key_points)),
        replace(POOLING, key_points=tuple(replace(point, label="") for point in POOLING.key_points)),
        replace(POOLING, misconceptions=()),
        replace(POOLING, misconceptions=tuple(replace(wrong, key_point=0) for wrong in POOLING.misconceptions)),
    ],
    ids=["text", "reference", "weights", "labels", "misconceptions", "their key points"],
)
def test_a_question_that_has_changed_is_graded_again(tmp_path: Path, other: Question) -> None:
    assert graded_twice(tmp_path, (POOLING, ()), (other, ())) == 2


def test_what_no_grade_hangs_on_may_change(tmp_path: Path) -> None:
    other = replace(POOLING, id="other", topic="other", hints=(), follow_ups=(), rephrasing="Say it.")
    assert graded_twice(tmp_path, (POOLING, ()), (other, ())) == 1


def test_under_other_conditions_an_answer_is_graded_again(tmp_path: Path) -> None:
    assert graded_twice(tmp_path, (POOLING, ("minilm",)), (POOLING, ("minilm",))) == 1
    assert graded_twice(tmp_path, (POOLING, ("other",))) == 1


def test_another_key_point_is_another_question(tmp_path: Path) -> None:
    counting = Counting()
    for claims in (CLAIMS, CLAIMS[:2]):
        known = {"id": replace(make_question(), key_points=make_question().key_points[: len(claims)])}
        kept = journal(tmp_path)
        Batch(counting, kept, known).run(Table(("question_id", "answer"), (("id", "a pool"),)), lambda *_: None)
        kept.close()
    assert counting.calls == 2


def test_a_second_run_at_the_same_time_is_told(tmp_path: Path) -> None:
    first = journal(tmp_path)
    with pytest.raises(TableInvalid, match="another run is writing"):
        journal(tmp_path)
    first.close()


class Resting(Counting):
    """Fails on every answer, and then wants to be left alone for 30 s; from its ``recovers`` th answer on it grades."""

    def __init__(self, recovers: int) -> None:
        super().__init__()
        self._recovers = recovers
        self.slept: list[float] = []

    def grade(self, question: Question, answer: str) -> Grade:
        self._fails = self.calls + 1 < self._recovers
        return super().grade(question, answer)

    def rest(self) -> float:
        return 30.0 if self.calls and self._fails else 0.0


@pytest.mark.parametrize(("recovers", "waits"), [(3, 2), (6, 5), (100, 5)])
def test_a_grader_that_rests_is_waited_for_but_not_for_ever(tmp_path: Path, recovers: int, waits: int) -> None:
    resting = Resting(recovers)
    batch = Batch(resting, journal(tmp_path), {}, rest=resting.rest, sleep=resting.slept.append)
    _, summary = batch.run(answers(*(f"a pool {number}" for number in range(20))), lambda *_: None)
    assert resting.slept == [30.0] * waits
    assert summary.opened == min(recovers - 1, 20)


def test_a_restart_forgets(tmp_path: Path) -> None:
    kept = journal(tmp_path)
    kept.add("a", {})
    kept.clear()
    assert (len(kept), kept.find("a")) == (0, None)
    kept.close()
