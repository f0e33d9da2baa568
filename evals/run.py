"""Cases times graders to rows, and rows to one table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from evals.cases import Case
from evals.statistics.figures import FIGURES
from evals.statistics.interval import Interval
from evals.statistics.pairs import Pairs
from interviewer.grade import Graded
from interviewer.grading.grader import Grader
from knowledge.extract import referenced

METRICS = ("pearson", "spearman", "rmse", "leniency")


@dataclass(frozen=True)
class Row:
    """``score`` is None where the grader gave none; ``reason`` says why."""

    case_id: str
    question_id: str
    grader: str
    score: float | None
    reason: str
    seconds: float


@dataclass(frozen=True)
class Line:
    """One grader's figures over the cases that it scored."""

    grader: str
    scored: int
    unscored: int
    metrics: dict[str, Interval]
    median_milliseconds: float


def run(cases: Sequence[Case], graders: Sequence[Grader]) -> Iterator[Row]:
    questions = {case.question_id: referenced(case.question, case.reference) for case in cases}
    for grader in graders:
        for case in cases:
            began = perf_counter()
            grade = grader.grade(questions[case.question_id], case.answer)
            seconds = perf_counter() - began
            if isinstance(grade, Graded):
                yield Row(case.id, case.question_id, grader.name, grade.score, "", seconds)
            else:
                yield Row(case.id, case.question_id, grader.name, None, f"{grade.reason}: {grade.detail}", seconds)


def table(cases: Sequence[Case], rows: Sequence[Row]) -> list[Line]:
    """Rows are joined to cases by id, never by place."""
    given = {case.id: case.score for case in cases}
    return [
        _line(name, [row for row in rows if row.grader == name], given)
        for name in dict.fromkeys(row.grader for row in rows)
    ]


def _line(grader: str, rows: Sequence[Row], given: dict[str, float]) -> Line:
    scored = [(row, row.score) for row in rows if row.score is not None]
    pairs = Pairs(
        given=np.array([given[row.case_id] for row, _ in scored], np.float64),
        graded=np.array([score for _, score in scored], np.float64),
        questions=np.array([row.question_id for row, _ in scored], np.str_),
    )
    return Line(
        grader=grader,
        scored=len(scored),
        unscored=len(rows) - len(scored),
        metrics={name: FIGURES[name].bootstrapped(pairs) for name in METRICS},
        median_milliseconds=float(np.median([row.seconds for row in rows])) * 1000,
    )
