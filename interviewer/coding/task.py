"""An exercise as it was when it was set: removing or changing its folder changes no record."""

from dataclasses import dataclass

from interviewer.coding.exercise import Exercise, FollowUp
from knowledge.question import KeyPoint, Level, Question, Source, question_id

BARRED = "barred"
PASSED = "passed"


@dataclass(frozen=True)
class PricedHint:
    """``price`` is the share of the round's score that it costs."""

    text: str
    price: float


@dataclass(frozen=True)
class RubricLine:
    name: str
    weight: float
    text: str


@dataclass(frozen=True)
class Press:
    """
    A follow-up as a question that any grader can grade.

    ``on`` are the kinds of failure and the measurements that it may be asked about, as ``exercise.FollowUp`` has them.
    A question without key points is asked and not graded.
    """

    on: tuple[str, ...]
    tag: str
    question: Question


@dataclass(frozen=True)
class Task:
    """``public_cases`` and ``hidden_cases`` are how many there are. The last line of ``rubric`` is the explanation."""

    exercise: str
    title: str
    topic: str
    level: Level
    statement: str
    starter: str
    given: str
    hints: tuple[PricedHint, ...]
    rubric: tuple[RubricLine, ...]
    presses: tuple[Press, ...]
    public_cases: int
    hidden_cases: int
    triton: bool = False

    @property
    def explanation(self) -> RubricLine:
        return self.rubric[-1]


def exercise_id(name: str) -> str:
    """The id under which it is remembered when an exercise was set, beside those of questions."""
    return f"exercise:{name}"


def task(exercise: Exercise) -> Task:
    definition = exercise.definition
    return Task(
        exercise=exercise.name,
        title=definition.title,
        topic=definition.topic,
        level=definition.level,
        statement=definition.statement,
        starter=exercise.starter,
        given=exercise.given,
        hints=tuple(PricedHint(hint.text, hint.price) for hint in definition.hints),
        rubric=tuple(RubricLine(line.name, line.weight, line.text) for line in definition.rubric),
        presses=_presses(exercise),
        public_cases=sum(definition.public.values()),
        hidden_cases=sum(definition.cases.values()),
        triton=definition.triton,
    )


def _presses(exercise: Exercise) -> tuple[Press, ...]:
    made = tuple(
        Press(tuple(map(str, follow_up.on)), follow_up.tag, _question(exercise, follow_up))
        for follow_up in exercise.definition.follow_ups
    )
    if not exercise.definition.barred_question:
        return made
    asked = _asked(exercise, exercise.definition.barred_question, "", ())
    return (*made, Press((BARRED,), "", asked))


def _question(exercise: Exercise, follow_up: FollowUp) -> Question:
    points = []
    for point in follow_up.key_points:
        start = follow_up.reference.index(point.text)
        points.append(KeyPoint(point.text, start, start + len(point.text), point.label, point.weight))
    return _asked(exercise, follow_up.question, follow_up.reference, tuple(points))


def _asked(exercise: Exercise, text: str, reference: str, points: tuple[KeyPoint, ...]) -> Question:
    source = exercise_id(exercise.name)
    return Question(
        id=question_id(source, text),
        text=text,
        topic=exercise.definition.topic,
        level=exercise.definition.level,
        reference=reference,
        key_points=points,
        source=Source(source, exercise.definition.title, 0, len(reference)),
    )
