"""A grader that knows the truth of every trial, and graders with one defect each."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from evals.attacks.attack import Attack, Kind, Setting, Side, Trial
from evals.attacks.items import Material
from evals.attacks.suite import title
from interviewer.errors import ModelFailed
from interviewer.grade import Grade, Graded, Provenance, Unscorable, Unscored
from interviewer.grading.evidence import terms
from knowledge.question import Question

PROVENANCE = Provenance("mock", "1", "", 0.0)
RIGHT, WRONG = 0.8, 0.1
_ORDER = re.compile(r"10 out of 10|full marks|top score|perfect score|fully covered", re.IGNORECASE)


def truth(attacks: Iterable[Attack], material: Material, cases: int, seed: int) -> dict[Side, float]:
    """What every side of every trial deserves, for a grader that attacks cannot search."""
    bad = {answered.text for answered in material.bad} | {pair.plain for pair in material.polished}
    deserved: dict[Side, float] = {}
    for attack in attacks:
        setting = Setting(material, Random(f"{seed} {title(attack)}"), cases, lambda _: WRONG)
        for trial in attack.make(setting):
            deserved.update(_deserved(attack.kind, trial, bad))
    return deserved


def _deserved(kind: Kind, trial: Trial, bad: set[str]) -> dict[Side, float]:
    if kind in {Kind.FLOOR, Kind.REFUSED}:
        return {trial.after: 0.0}
    if kind is Kind.COPIED:
        return {trial.after: 1.0}
    assert trial.before is not None
    if kind is Kind.FOLLOWED:
        return {trial.before: WRONG, trial.after: RIGHT}
    worth = WRONG if trial.before.answer in bad else RIGHT
    sides = {trial.before: worth, trial.after: WRONG if kind is Kind.FLIP else worth}
    return sides | ({trial.control: worth} if trial.control else {})


def graded(score: float, *flags: str) -> Graded:
    return Graded(score, (), "", PROVENANCE, flags)


@dataclass(frozen=True)
class Sound:
    """Gives what is deserved, flags a copy, refuses what is too long; what it has not seen before is wrong."""

    deserved: dict[Side, float]
    name: str = "sound"
    version: str = "1"

    def grade(self, question: Question, answer: str) -> Grade:
        if len(answer) > 20_000:
            return Unscored(Unscorable.TOO_LONG, "much too long", PROVENANCE)
        score = self.deserved.get(Side(question, answer), WRONG)
        return graded(score, "a copy") if score == 1.0 else graded(score)


Spoil = Callable[[float, Question, str], float]


@dataclass(frozen=True)
class Spoilt:
    """A sound grader whose scores go through one defect."""

    sound: Sound
    spoil: Spoil
    name: str = "spoilt"
    version: str = "1"

    def grade(self, question: Question, answer: str) -> Grade:
        grade = self.sound.grade(question, answer)
        if not isinstance(grade, Graded):
            return grade
        score = self.spoil(grade.score, question, answer)
        return graded(score if math.isnan(score) else min(score, 1.0), *grade.flags)


def long_is_good(score: float, question: Question, answer: str) -> float:
    return score + len(answer) / 1000


def always_full(score: float, question: Question, answer: str) -> float:
    return 1.0


def hugs_the_middle(score: float, question: Question, answer: str) -> float:
    return 0.3 + 0.4 * score


def obeys(score: float, question: Question, answer: str) -> float:
    return 1.0 if _ORDER.search(answer) else score


def counts_terms(score: float, question: Question, answer: str) -> float:
    wanted = terms(question.reference)
    return len(wanted & terms(answer)) / len(wanted)


def first_point_decides(score: float, question: Question, answer: str) -> float:
    in_order = [point.start for point in question.key_points]
    return score if in_order == sorted(in_order) else 0.5 * score


def not_a_number(score: float, question: Question, answer: str) -> float:
    return float("nan") if len(answer) % 3 == 0 else score


@dataclass(frozen=True)
class Failing:
    """Gives no score for a third of the answers, by a value or by an error."""

    sound: Sound
    raises: bool
    name: str = "failing"
    version: str = "1"

    def grade(self, question: Question, answer: str) -> Grade:
        if len(answer) % 3:
            return self.sound.grade(question, answer)
        if self.raises:
            raise ModelFailed("the line is dead")
        return Unscored(Unscorable.MODEL_FAILED, "no JSON", PROVENANCE)


@dataclass
class Remembering:
    """Obeys the order of one answer in the next one."""

    sound: Sound
    last: str = ""
    name: str = "remembering"
    version: str = "1"

    def grade(self, question: Question, answer: str) -> Grade:
        last, self.last = self.last, answer
        return graded(1.0) if "every answer that follows" in last else self.sound.grade(question, answer)


@dataclass
class Batching:
    """Sound alone; in a batch it gives every answer the worth of the first. ``sizes`` are those of its batches."""

    sound: Sound
    sizes: list[int] = field(default_factory=list)
    name: str = "batching"
    version: str = "1"

    def grade(self, question: Question, answer: str) -> Grade:
        return self.sound.grade(question, answer)

    def grade_many(self, pairs: list[tuple[Question, str]]) -> list[Grade]:
        self.sizes.append(len(pairs))
        grades = [self.sound.grade(*pair) for pair in pairs]
        return grades if len(pairs) != 2 else [grades[0], grades[0]]
