"""Questions, grades and interviews to test with, each from one call."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from interviewer.grade import Graded, PointVerdict, Provenance, Quote, Unscorable, Unscored, Verdict
from interviewer.grading.admission import Admission, Figures, Scope
from interviewer.interview import (
    Asked,
    Assessed,
    Event,
    Heard,
    Intent,
    Interview,
    Plan,
    Said,
    Speech,
    Started,
)
from interviewer.replay import replay
from knowledge.question import FollowUp, KeyPoint, Level, Misconception, Question, Source

NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)
CLAIMS = (
    "Max pooling keeps the largest value of each window.",
    "Pooling reduces the height and width of a feature map.",
    "Pooling has no parameters to learn.",
)
GOOD_FIGURES = Figures(100, 0.9, 0.9, 0.1, 20, 20, 0, 1.0)
LOCAL_FIGURES = Figures(100, 0.6, 0.6, 0.35, 20, 15, 0, 0.1)
PROVENANCE = Provenance("test", "1", "", 0.0)


def make_question(
    text: str = "What does pooling do?",
    *,
    claims: Sequence[str] = CLAIMS,
    labels: Sequence[str] = ("maximum", "size", "parameters"),
    topic: str = "Pooling",
    level: Level = Level.BASIC,
) -> Question:
    reference = " ".join(claims)
    points = tuple(
        KeyPoint(claim, reference.index(claim), reference.index(claim) + len(claim), label)
        for claim, label in zip(claims, labels, strict=True)
    )
    return Question(
        id=f"id of {text}",
        text=text,
        topic=topic,
        level=level,
        reference=reference,
        key_points=points,
        source=Source("0" * 16, "A document", 0, len(reference)),
        hints=(
            "Think of windows.",
            "Think of size and of parameters.",
            "The largest value of each ____ is kept.",
        ),
        follow_ups=(FollowUp(1, "What happens to the size?"),),
        misconceptions=(Misconception(2, "Pooling layers learn their weights."),),
        rephrasing="What is the effect of a pooling layer?",
    )


def make_grade(*verdicts: Verdict, score: float = 0.5) -> Graded:
    question = make_question()
    return Graded(
        score,
        tuple(
            PointVerdict(place, verdict, Quote(question.passage(point), point.start, point.end))
            for place, (point, verdict) in enumerate(zip(question.key_points, verdicts, strict=True))
        ),
        "Feedback.",
        PROVENANCE,
    )


def make_unscored(reason: Unscorable = Unscorable.GRADER_FAILED) -> Unscored:
    return Unscored(reason, "the details", PROVENANCE)


class Script:
    """Writes an interview event by event, one second apart."""

    def __init__(self, plan: Plan | None = None) -> None:
        self.events: list[Event] = [Started(NOON, plan or Plan())]

    @property
    def now(self) -> datetime:
        return NOON + timedelta(seconds=len(self.events))

    @property
    def interview(self) -> Interview:
        return replay("an-interview", tuple(self.events))

    def asked(self, question: Question | None = None) -> "Script":
        self.events.append(Asked(self.now, question or make_question()))
        return self.said(Speech.QUESTION)

    def said(self, speech: Speech, key_point: int | None = None) -> "Script":
        self.events.append(Said(self.now, speech, speech.value, key_point=key_point))
        return self

    def heard(self, intent: Intent, text: str = "an answer") -> "Script":
        self.events.append(Heard(self.now, text, intent))
        return self

    def assessed(self, grade: Graded | Unscored) -> "Script":
        self.events.append(Assessed(self.now, grade))
        return self


def make_admission(
    admitted: bool = True,
    reason: str = "the reason",
    *,
    judge: Figures = GOOD_FIGURES,
    local: Figures = LOCAL_FIGURES,
) -> Admission:
    scope = Scope("http://127.0.0.1:1/v1", "m", "1", "1", "0")
    return Admission(admitted, reason, judge, local, scope, served="m-0001", prompt="", at=NOON)
