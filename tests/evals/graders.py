"""Graders that do one thing wrong, or count what they are asked, for tests of the runner."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from interviewer.grade import Grade, Graded, Provenance, Unscorable, Unscored, Usage
from knowledge.question import Question

PAID = Provenance("server", "1", "m-0001", 0.0, "prompt", "text", Usage(1000, 100))


def graded(score: float, **changes: Any) -> Graded:  # noqa: ANN401 (any field of a grade)
    return replace(Graded(score, (), "", Provenance("test", "1", "", 0.0)), **changes)


def by_length(answer: str) -> Grade:
    return graded(min(len(answer), 100) / 100)


class Scripted:
    """Says of each answer what ``says`` makes of it, and keeps what it was asked."""

    def __init__(self, says: Callable[[str], Any] = by_length, name: str = "scripted", version: str = "1") -> None:
        self.name, self.version = name, version
        self.asked: list[str] = []
        self._says = says

    def grade(self, _: Question, answer: str) -> Grade:
        self.asked.append(answer)
        grade: Grade = self._says(answer)
        return grade


class Together(Scripted):
    """Takes batches; ``many`` makes something else of one than grades in their order."""

    def __init__(
        self, says: Callable[[str], Any] = by_length, many: Callable[[list[Grade]], list[Grade]] = lambda grades: grades
    ) -> None:
        super().__init__(says)
        self.batches: list[int] = []
        self._many = many

    def grade_many(self, pairs: Sequence[tuple[Question, str]]) -> list[Grade]:
        self.batches.append(len(pairs))
        return self._many([self._says(answer) for _, answer in pairs])


def paid(answer: str) -> Grade:
    return graded(min(len(answer), 100) / 100, provenance=PAID)


def refuses(_: str) -> Grade:
    return Unscored(Unscorable.TOO_LONG, "more than is read", Provenance("test", "1", "", 0.0))


def model_fails(_: str) -> Grade:
    return Unscored(Unscorable.MODEL_FAILED, "the server is down", PAID)


def raises(answer: str) -> Grade:
    raise RuntimeError(f"broken by {answer}\x1b[31m")


def hangs(_: str) -> Grade:
    while True:
        time.sleep(60)


class Logged(Scripted):
    """Slow; each answer is written to a file before it is graded, so that those paid can be counted after a kill."""

    def __init__(self, path: Path, name: str, seconds: float) -> None:
        super().__init__(paid if name == "server" else by_length, name)
        self._path, self._seconds = path, seconds

    def grade(self, question: Question, answer: str) -> Grade:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{self.name} {answer}\n")
        time.sleep(self._seconds)
        return super().grade(question, answer)
