"""A table of answers becomes a table of grades: the same rows in the same order, with columns added."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from interviewer.batch.export import cell_text
from interviewer.batch.journal import Journal
from interviewer.batch.table import Table
from interviewer.grade import Grade, Graded
from interviewer.grading.grader import Grader
from knowledge.extract import referenced
from knowledge.question import Question

ADDED = (
    "score", "status", "band", "confidence", "needs_person", "flags", "feedback", "grader", "seconds", "reason",
)  # fmt: skip

Result = dict[str, object]


@dataclass(frozen=True)
class Columns:
    """The table's names of the columns that are read. Of ``reference`` and ``question_id`` it needs at least one."""

    question: str = "question"
    answer: str = "answer"
    reference: str = "reference"
    question_id: str = "question_id"


@dataclass(frozen=True)
class Summary:
    """``for_a_person`` are the numbers of rows, from 1, with the reason."""

    statuses: Mapping[str, int]
    bands: Mapping[str, int]
    mean: float | None
    tenths: tuple[int, ...]
    for_a_person: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Batch:
    """Grades answers one by one; ``known`` are the library's questions by id. A row graded before is not again."""

    grader: Grader
    journal: Journal
    known: Mapping[str, Question]
    columns: Columns = Columns()

    def run(self, table: Table, progress: Callable[[int, int], None]) -> tuple[Table, Summary]:
        """Raises TableInvalid where a column is missing. A row that cannot be graded says why and has no score."""
        results = []
        for number, result in enumerate(self._results(table), 1):
            results.append(result)
            progress(number, len(table.rows))
        names = tuple(name if name not in table.columns else f"grade_{name}" for name in ADDED)
        rows = tuple(
            (*row, *(result.get(name) for name in ADDED)) for row, result in zip(table.rows, results, strict=True)
        )
        return Table((*table.columns, *names), rows, table.source, table.notices), _summary(results)

    def _results(self, table: Table) -> Iterator[Result]:
        answer = table.position(self.columns.answer)
        by_id = self.columns.question_id in table.columns
        by_reference = self.columns.reference in table.columns
        if not by_id:
            table.position(self.columns.reference)
        if by_reference and not by_id:
            table.position(self.columns.question)
        questions: dict[tuple[str, str], Question] = {}
        for row in table.rows:
            cells = {name: cell_text(cell) for name, cell in zip(table.columns, row, strict=True)}
            reference = cells.get(self.columns.reference, "").strip()
            text = cells.get(self.columns.question, "").strip()
            given = cells.get(self.columns.question_id, "").strip()
            if reference:
                if (text, reference) not in questions:
                    questions[text, reference] = referenced(text, reference)
                yield self._graded(questions[text, reference], cell_text(row[answer]))
            elif given in self.known:
                yield self._graded(self.known[given], cell_text(row[answer]))
            else:
                missing = f"the library has no question with the id {given!r}" if given else "no reference"
                yield {"status": "error", "grader": self.grader.name, "reason": missing}

    def _graded(self, question: Question, answer: str) -> Result:
        parts = [self.grader.name, self.grader.version, question.text, question.reference, answer]
        key = hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()
        found = self.journal.find(key)
        if found is None:
            grade = self.grader.grade(question, answer)
            found = _result(grade)
            if isinstance(grade, Graded):
                self.journal.add(key, found)
        return found


def _result(grade: Grade) -> Result:
    shared: Result = {
        "status": grade.status,
        "grader": f"{grade.provenance.grader} {grade.provenance.version}",
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


def _summary(results: list[Result]) -> Summary:
    scores = [score for result in results if isinstance(score := result.get("score"), float)]
    tenths = Counter(min(int(score * 10), 9) for score in scores)
    doubts = [(number, _doubt(result)) for number, result in enumerate(results, 1)]
    return Summary(
        statuses=Counter(str(result["status"]) for result in results),
        bands=Counter(str(result["band"]) for result in results if "band" in result),
        mean=sum(scores) / len(scores) if scores else None,
        tenths=tuple(tenths[place] for place in range(10)),
        for_a_person=tuple((number, why) for number, why in doubts if why),
    )


def _doubt(result: Result) -> str:
    return str(result.get("reason") or result.get("needs_person") or "")
