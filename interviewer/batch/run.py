"""A table of answers becomes a table of grades: the same rows in the same order, with columns added."""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from interviewer.batch.export import cell_text
from interviewer.batch.journal import Journal
from interviewer.batch.table import Cell, Table, TableInvalid
from interviewer.errors import InterviewerError
from interviewer.grade import Grade, Graded, Provenance, Unscorable, Unscored
from interviewer.grading.grader import BatchGrader, Grader
from interviewer.tally import Tally, mean_of_kinds
from knowledge.errors import KnowledgeError
from knowledge.extract import referenced
from knowledge.question import Question

ADDED = (
    "score", "status", "band", "confidence", "needs_person", "flags", "feedback", "grader", "model", "seconds",
    "reason",
)  # fmt: skip

CHUNK = 64
# A cell of more is no question, reference or answer, and would take minutes.
MOST_CHARACTERS = 1_000_000
RESTS = 5
# Another attempt may have more luck with these.
_PASSING = {Unscorable.MODEL_FAILED, Unscorable.GRADER_FAILED}

Result = dict[str, object]


@dataclass(frozen=True)
class Columns:
    """The table's names of the columns that are read. Of ``reference`` and ``question_id`` it needs at least one."""

    question: str = "question"
    answer: str = "answer"
    reference: str = "reference"
    question_id: str = "question_id"

    def check(self, table: Table) -> None:
        """Raises TableInvalid where the table has no answers, or nothing that they could be graded against."""
        read = Counter((self.question, self.answer, self.reference, self.question_id))
        twice = [name for name, count in read.items() if count > 1]
        if twice:
            raise TableInvalid(
                f"the column {twice[0]!r} cannot be two of question, answer, reference and question id; name another"
            )
        table.position(self.answer)
        if self.question_id not in table.columns:
            table.position(self.reference)
            table.position(self.question)
        if not table.rows:
            raise TableInvalid(f"{table.source} has no rows below its header; give one for each answer")


@dataclass(frozen=True)
class _Waiting:
    """An answer that is to be graded, with the places of the rows that all give it to the same question."""

    question: Question
    answer: str
    places: list[int]


@dataclass(frozen=True)
class Summary:
    """
    ``for_a_person`` are the numbers of rows, from 1, with the reason. ``opened`` rows have no result that would stay:
    an error in the row, or a failure that another run may not meet. ``mean`` keeps scores with and without a language
    model apart.
    """

    statuses: Mapping[str, int]
    bands: Mapping[str, int]
    mean: Tally
    tenths: tuple[int, ...]
    for_a_person: tuple[tuple[int, str], ...]
    opened: int


@dataclass(frozen=True)
class Batch:
    """
    Of rows that are alike one is graded. ``known`` are the library's questions by id.

    ``conditions`` are what grades hang on beside the grader's version: under others, a journal's grades do not count.
    ``rest`` tells the seconds to ``sleep`` before the grader is asked again: a batch has the patience that nobody has
    in an interview. After ``RESTS`` in a row without a grade it waits no more, and leaves the rows open.
    """

    grader: Grader
    journal: Journal
    known: Mapping[str, Question]
    columns: Columns = Columns()
    conditions: tuple[str, ...] = ()
    rest: Callable[[], float] = lambda: 0.0
    sleep: Callable[[float], None] = time.sleep

    def run(self, table: Table, progress: Callable[[int, int], None]) -> tuple[Table, Summary]:
        """Raises TableInvalid where a column is missing. A row that cannot be graded says why and has no score."""
        self.columns.check(table)
        results: dict[int, Result] = {}
        waiting: dict[str, _Waiting] = {}
        for place, (question, answer) in enumerate(self._asked(table)):
            if isinstance(question, str):
                results[place] = {"status": "error", "grader": self._graded_by, "reason": question}
                continue
            key = self._key(question, answer)
            found = self.journal.find(key)
            if found is None:
                waiting.setdefault(key, _Waiting(question, answer, [])).places.append(place)
            else:
                results[place] = found
        opened = sum(result["status"] == "error" for result in results.values())
        rests = 0
        for keys in _chunks(list(waiting), CHUNK if isinstance(self.grader, BatchGrader) else 1):
            progress(len(results), len(table.rows))
            rest = self.rest()
            if rest and rests < RESTS:
                rests += 1
                self.sleep(rest)
            grades = self._grades([(waiting[key].question, waiting[key].answer) for key in keys])
            for key, grade in zip(keys, grades, strict=True):
                results.update(dict.fromkeys(waiting[key].places, _result(grade)))
                if isinstance(grade, Unscored) and grade.reason in _PASSING:
                    opened += len(waiting[key].places)
                else:
                    rests = 0
                    self.journal.add(key, _result(grade))
            # A model's grades are slow, and may be paid for: none is left to be done again.
            if len(keys) > 1 or grades[0].provenance.prompt:
                self.journal.commit()
        progress(len(table.rows), len(table.rows))
        ordered = [results[place] for place in range(len(table.rows))]
        return _with_results(table, ordered), _summary(ordered, opened)

    @property
    def _graded_by(self) -> str:
        return f"{self.grader.name} {self.grader.version}"

    def _key(self, question: Question, answer: str) -> str:
        grader = [self.grader.name, self.grader.version, *self.conditions]
        points = [(point.text, point.label, point.weight) for point in question.key_points]
        wrong = [(misconception.key_point, misconception.text) for misconception in question.misconceptions]
        parts = [grader, question.text, question.reference, points, wrong, answer]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _grades(self, pairs: list[tuple[Question, str]]) -> list[Grade]:
        try:
            if isinstance(self.grader, BatchGrader):
                return self.grader.grade_many(pairs)
            return [self.grader.grade(*pair) for pair in pairs]
        except (InterviewerError, KnowledgeError) as error:
            provenance = Provenance(self.grader.name, self.grader.version, "", 0.0)
            return [Unscored(Unscorable.GRADER_FAILED, str(error), provenance) for _ in pairs]

    def _asked(self, table: Table) -> Iterator[tuple[Question | str, str]]:
        """Each row's question, or why it has none, and its answer. Key points are extracted once a reference."""
        questions: dict[tuple[str, str], Question | str] = {}
        names = (self.columns.question, self.columns.reference, self.columns.question_id, self.columns.answer)
        places = [(name, table.columns.index(name)) for name in names if name in table.columns]
        for row in table.rows:
            try:
                cells = {name: _text(name, row[place]) for name, place in places}
            except _Unreadable as unreadable:
                yield str(unreadable), ""
                continue
            text, reference, given = (cells.get(name, "").strip() for name in names[:3])
            answer = cells[self.columns.answer]
            if reference:
                if (text, reference) not in questions:
                    questions[text, reference] = _referenced(text, reference)
                yield questions[text, reference], answer
            elif given:
                yield self.known.get(given, f"the library has no question with the id {given!r}"), answer
            else:
                yield "no reference", answer


class _Unreadable(Exception):
    """A cell that cannot be graded, or graded against; the message says which, and why."""


def _text(column: str, cell: Cell) -> str:
    if isinstance(cell, dict | list | tuple | bytes):
        kind = "bytes" if isinstance(cell, bytes) else "a list" if isinstance(cell, list | tuple) else "an object"
        raise _Unreadable(f"its cell {column!r} is {kind}; write text there")
    text = cell_text(cell)
    if len(text) > MOST_CHARACTERS:
        raise _Unreadable(f"its cell {column!r} has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read")
    return text


def _referenced(text: str, reference: str) -> Question | str:
    try:
        return referenced(text, reference)
    except KnowledgeError as error:
        return str(error)


def _chunks(keys: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def _with_results(table: Table, results: list[Result]) -> Table:
    names: list[str] = []
    for name in ADDED:
        free = name
        while free in table.columns or free in names:
            free = f"grade_{free}"
        names.append(free)
    rows = tuple((*row, *(result.get(name) for name in ADDED)) for row, result in zip(table.rows, results, strict=True))
    return Table((*table.columns, *names), rows, table.source, table.notices)


def _result(grade: Grade) -> Result:
    shared: Result = {
        "status": grade.status,
        "grader": f"{grade.provenance.grader} {grade.provenance.version}",
        "model": grade.provenance.model if grade.provenance.language_model else "",
        "seconds": grade.provenance.seconds,
    }
    if not isinstance(grade, Graded):
        return shared | {"reason": f"{grade.reason.value}: {grade.detail}"}
    return shared | {
        "score": grade.score,
        "band": grade.band.value,
        "confidence": grade.confidence,
        "needs_person": grade.needs_person,
        "flags": "; ".join(grade.flags),
        "feedback": grade.feedback,
    }


def _summary(results: list[Result], opened: int) -> Summary:
    scored = [(score, result.get("model")) for result in results if isinstance(score := result.get("score"), float)]
    scores = [score for score, _ in scored]
    tenths = Counter(min(int(score * 10 + 1e-9), 9) for score in scores)
    doubts = [(number, _doubt(result)) for number, result in enumerate(results, 1)]
    return Summary(
        statuses=Counter(str(result["status"]) for result in results),
        bands=Counter(str(result["band"]) for result in results if "band" in result),
        mean=mean_of_kinds(
            [score for score, model in scored if model], [score for score, model in scored if not model]
        ),
        tenths=tuple(tenths[place] for place in range(10)),
        for_a_person=tuple((number, why) for number, why in doubts if why),
        opened=opened,
    )


def _doubt(result: Result) -> str:
    return str(result.get("reason") or result.get("needs_person") or "")
