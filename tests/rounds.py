"""Coding rounds to test with: tasks, checks, and interviews with a round in them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.outcome import CaseOutcome, Check, Measurement
from interviewer.coding.round import (
    CodeRun,
    CodeSubmitted,
    ExerciseSet,
    HintTaken,
    Pressed,
    Replied,
    ReplyAssessed,
    Round,
    RoundClosed,
    RoundEvent,
    after,
    opened,
)
from interviewer.coding.task import Press, PricedHint, RubricLine, Task
from interviewer.grade import Grade, Graded, Verdict
from knowledge.question import Level, Question
from tests.builders import NOON, make_grade, make_question

SHAPE = "Why is the shape off?"
STRIDE = "Why is it off only where the stride is above 1?"
GRADIENT = "Which operation stops the gradient?"
OPERATIONS = "Where do the operations come from?"
LIBRARY = "What does the library's operator do inside?"
PASSING = "What does it cost?"


def make_press(text: str, *on: str, tag: str = "", question: Question | None = None) -> Press:
    return Press(on, tag, question or make_question(text))


def make_task(*presses: Press, exercise: str = "convolution-2d") -> Task:
    return Task(
        exercise=exercise,
        title="Convolution",
        topic="Convolution parameters",
        level=Level.INTERMEDIATE,
        statement="Write a convolution.",
        starter="def conv2d(): ...\n",
        given="",
        hints=(PricedHint("Pad first.", 0.1), PricedHint("Then slice.", 0.3)),
        rubric=(
            RubricLine("values", 0.6, "They agree."),
            RubricLine("gradients", 0.2, "They flow."),
            RubricLine("explanation", 0.2, "It is explained."),
        ),
        presses=presses
        or (
            make_press(SHAPE, "shape"),
            make_press(STRIDE, "shape", "values", tag="stride > 1"),
            make_press(GRADIENT, "backward wrong", "no gradient"),
            make_press(OPERATIONS, "more operations", "slower"),
            make_press(LIBRARY, "barred"),
            make_press(PASSING, "passed"),
        ),
        public_cases=3,
        hidden_cases=20,
    )


def make_case(kind: FailureKind | None = None, *tags: str, family: str = "edge") -> CaseOutcome:
    failure = Failure(kind, f"the {kind} is wrong") if kind else None
    return CaseOutcome("a case", family, False, 0.01, tags, failure)


def make_check(
    *cases: CaseOutcome,
    failure: Failure | None = None,
    barred: tuple[str, ...] = (),
    measurement: Measurement | None = None,
    device: str = "cpu",
) -> Check:
    return Check(
        exercise="convolution-2d",
        digest="0" * 64,
        device=device,
        tier="landlock",
        seconds=0.5,
        cases=cases,
        failure=failure,
        barred=barred,
        measurement=measurement,
    )


PASSED = make_check(make_case(), make_case(family="random"))
HALF_RIGHT = make_check(make_case(FailureKind.SHAPE, "stride > 1"), make_case(family="random"))


class RoundScript:
    """Writes a round event by event, one second apart."""

    def __init__(self, task: Task | None = None) -> None:
        self.events: list[ExerciseSet | RoundEvent] = [ExerciseSet(NOON, task or make_task())]

    @property
    def now(self) -> datetime:
        return NOON + timedelta(seconds=len(self.events))

    @property
    def round(self) -> Round:
        first, *others = self.events
        assert isinstance(first, ExerciseSet)
        held = opened(first)
        for event in others:
            held = after(held, event)
        return held

    def hint(self) -> "RoundScript":
        return self._add(HintTaken(self.now))

    def run(self, check: Check = PASSED, source: str = "run") -> "RoundScript":
        return self._add(CodeRun(self.now, source, check))

    def submitted(self, check: Check = PASSED, source: str = "submitted") -> "RoundScript":
        return self._add(CodeSubmitted(self.now, source, "00", check))

    def pressed(self, text: str = PASSING, question: Question | None = None) -> "RoundScript":
        return self._add(Pressed(self.now, question or make_question(text), "passed"))

    def replied(self, text: str = "an answer", declined: bool = False) -> "RoundScript":
        return self._add(Replied(self.now, text, declined))

    def assessed(self, grade: Grade) -> "RoundScript":
        return self._add(ReplyAssessed(self.now, grade))

    def closed(self) -> "RoundScript":
        return self._add(RoundClosed(self.now, "finished by the candidate"))

    def _add(self, event: RoundEvent) -> "RoundScript":
        self.events.append(event)
        return self


def graded(score: float) -> Graded:
    return make_grade(Verdict.HIT, Verdict.HIT, Verdict.HIT, score=score)


def texts(questions: Sequence[Question]) -> list[str]:
    return [question.text for question in questions]
