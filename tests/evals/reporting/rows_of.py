"""Cases and rows of graders that are known to be good, middling or bad, for tests of the report and the gate."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.cases import Case
from evals.rows import Row, content_of, writing

HOSTILE = "<script>fetch('//evil.example')</script> | `x` ![](http://evil.example/a.png)"
SCORES = (0.0, 0.25, 0.5, 0.75, 1.0)


def cases(questions: int = 40, answer: str = HOSTILE) -> list[Case]:
    return [
        Case(
            id=f"{question}-{place}",
            question_id=f"q{question}",
            question=f"What is {question}?",
            reference="It is so.",
            answer=f"{answer} {question} {place}",
            score=score,
        )
        for question in range(questions)
        for place, score in enumerate(SCORES)
    ]


def near(reach: float) -> Callable[[Case], float | None]:
    """A grader whose scores are off by up to ``reach``, the same each time."""
    return lambda case: min(max(case.score + random.Random(f"{reach} {case.id}").uniform(-reach, reach), 0.0), 1.0)


def blind(case: Case) -> float | None:
    return random.Random(case.id).random()


def rows(
    known: Sequence[Case], grader: str, says: Callable[[Case], float | None], seconds: float = 0.001, version: str = "1"
) -> list[Row]:
    return [
        Row(
            "set", case.id, case.question_id, case.split, grader, version, 0, says(case),
            "unscored" if says(case) is None else "graded",
            reason="too long" if says(case) is None else "",
            seconds=seconds,
            content=content_of(case),
            at="2026-01-01T00:00:00+00:00",
        )
        for case in known
    ]  # fmt: skip


def floors(known: Sequence[Case]) -> list[Row]:
    return rows(known, "length", blind) + rows(known, "overlap", blind)


def filled(path: Path, known: Sequence[Case], *rows: Sequence[Row]) -> Path:
    with writing(path) as store:
        store.put_cases("set", known)
        for some in rows:
            for row in some:
                store.add(row)
    return path
