"""Coding rounds held on a real database, with checks that are scripted."""

from collections import deque
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from interviewer.coding.box import Box, Boxes, Limits, Tier
from interviewer.coding.boxes.tier import Chosen
from interviewer.coding.checker import Checker, OnCase
from interviewer.coding.exercise import Exercise
from interviewer.coding.outcome import Check
from interviewer.coding_desk import CodingDesk
from interviewer.database import open_database
from interviewer.errors import BoxFailed
from interviewer.grading.examiner import Examiner
from interviewer.grading.overlap import OverlapGrader
from interviewer.interview import Interview
from interviewer.service import Service
from interviewer.store import Store
from knowledge.library import Library
from knowledge.question import Question
from tests.builders import NOON, make_question
from tests.rounds import PASSED

EXERCISE = "convolution-2d"


class Shelf:
    """As much of a library as an interview asks for: some questions, each like no other."""

    def __init__(self, *questions: Question) -> None:
        self._questions = list(questions)

    def questions(self) -> list[Question]:
        return list(self._questions)

    def alike(self, question: Question) -> set[str]:
        return {question.text}


class NoBoxes:
    """Nothing is ever run in them."""

    def __init__(self, tier: Tier = Tier.LANDLOCK) -> None:
        self.tier = tier
        self.closed = False

    def open(self, limits: Limits) -> Box:
        raise BoxFailed(f"no box of {limits.memory} bytes")

    def close(self) -> None:
        self.closed = True


class Checks:
    """Gives the checks that were put in, in order, and then one that passed; remembers what was asked."""

    def __init__(self) -> None:
        self._queue: deque[Check | BoxFailed] = deque()
        self.history: list[tuple[str, str, bytes | None, Tier]] = []

    def enqueue(self, *checks: Check | BoxFailed) -> None:
        self._queue.extend(checks)

    def __call__(self, exercise: Exercise, source: str, boxes: Boxes, key: bytes | None, on_case: OnCase) -> Check:
        self.history.append((exercise.name, source, key, boxes.tier))
        made = self._queue.popleft() if self._queue else PASSED
        if isinstance(made, BoxFailed):
            raise made
        for case in made.cases:
            on_case(case)
        return made


class Practice:
    """One interview with coding rounds, by a clock that moves a second at each look."""

    def __init__(self, folder: Path, *questions: Question) -> None:
        self.folder = folder
        self._ticks = 0
        self.checks = Checks()
        self.checker = Checker(lambda: Chosen(NoBoxes(), ()), NoBoxes, self.checks)
        store = Store(open_database(folder))
        shelf = cast(Library, Shelf(*(questions or (make_question(),))))
        self.service = Service(store, shelf, Examiner(OverlapGrader()), None, self._clock)
        self.desk = CodingDesk(store, self.checker, folder / "checks", self._key, self._clock)

    def begin(self, exercise: str = EXERCISE) -> Interview:
        self.service.practise("one", exercise)
        return self.proceed()

    def proceed(self) -> Interview:
        list(self.service.proceed("one"))
        return self.interview

    def submit(self, source: str = "code") -> Interview:
        self.desk.submit("one", self.seen, source)
        return self.proceed()

    def answer(self, text: str = "an answer in some words") -> Interview:
        self.desk.answer_follow_up("one", self.seen, text)
        return self.proceed()

    @property
    def interview(self) -> Interview:
        return self.service.interview("one")

    @property
    def seen(self) -> int:
        return len(self.interview.events)

    def _clock(self) -> datetime:
        self._ticks += 1
        return NOON + timedelta(seconds=self._ticks)

    def _key(self) -> bytes:
        return bytes([len(self.checks.history)])
