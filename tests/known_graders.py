"""Graders written by hand that know the anchors or know nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from interviewer.grade import Grade, Graded, PointVerdict, Provenance, Quote, Unscorable, Unscored, Verdict
from interviewer.grading.alignment import score
from interviewer.grading.anchors import shipped_anchors
from knowledge.question import Question

Decide = Callable[[Question, str], tuple[Verdict, ...]]


def as_known(question: Question, answer: str) -> tuple[Verdict, ...]:
    return next(
        anchor.verdicts for anchor in shipped_anchors() if (anchor.question, anchor.answer) == (question, answer)
    )


def always(verdict: Verdict) -> Decide:
    return lambda question, _: (verdict,) * len(question.key_points)


def gullible(question: Question, answer: str) -> tuple[Verdict, ...]:
    """Right in everything but attacks, which it takes for full answers."""
    attack = any(anchor.is_attack for anchor in shipped_anchors() if anchor.answer == answer)
    return always(Verdict.HIT)(question, answer) if attack else as_known(question, answer)


def halfway(question: Question, answer: str) -> tuple[Verdict, ...]:
    """Sees whether anything is right, and no more."""
    right = sum(verdict is Verdict.HIT for verdict in as_known(question, answer))
    return always(Verdict.PARTIAL if right > 1 else Verdict.MISSED)(question, answer)


@dataclass
class Scripted:
    """Gives the verdicts that ``decide`` says, in a quarter of a second; fails on the answers in ``fails``."""

    decide: Decide
    name: str = "scripted"
    version: str = "1"
    fails: frozenset[str] = frozenset()
    asked: int = 0

    def grade(self, question: Question, answer: str) -> Grade:
        self.asked += 1
        provenance = Provenance(self.name, self.version, "", 0.25, prompt="a-prompt")
        if answer in self.fails:
            return Unscored(Unscorable.MODEL_FAILED, "the model fell silent", provenance)
        verdicts = tuple(
            PointVerdict(place, verdict, Quote(question.passage(point), point.start, point.end))
            for place, (point, verdict) in enumerate(
                zip(question.key_points, self.decide(question, answer), strict=True)
            )
        )
        return Graded(score(question.key_points, verdicts), verdicts, "Feedback.", provenance)


def failing() -> Scripted:
    return Scripted(always(Verdict.MISSED), fails=frozenset(anchor.answer for anchor in shipped_anchors()))
