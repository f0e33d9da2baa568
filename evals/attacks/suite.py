"""Every attack on one grader."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from evals.attacks.attack import Attack, Setting, Side, Trial
from evals.attacks.items import Material
from evals.attacks.verdict import Outcome, Row, succeeded
from interviewer.errors import InterviewerError
from interviewer.grade import Grade, Graded, Unscorable
from interviewer.grading.grader import BatchGrader, Grader
from knowledge.errors import KnowledgeError


@dataclass(frozen=True)
class Bench:
    """
    One grader and what it has said: a side that several attacks share is graded once.

    A score that is no number from 0 to 1 is no score.
    """

    grader: Grader
    known: dict[Side, Outcome] = field(default_factory=dict)

    def outcome(self, side: Side) -> Outcome:
        self.grade([side])
        return self.known[side]

    def grade(self, sides: Sequence[Side]) -> None:
        new = list(dict.fromkeys(side for side in sides if side not in self.known))
        self.known.update(zip(new, self._together(new), strict=True))

    def in_company(self, company: Sequence[Side], side: Side) -> Outcome:
        """The side graded anew, straight after its company, and in one batch with it where the grader takes batches."""
        return self._together([*company, side])[-1]

    def _together(self, sides: Sequence[Side]) -> list[Outcome]:
        pairs = [(side.question, side.answer) for side in sides]
        try:
            if isinstance(self.grader, BatchGrader):
                return [_outcome(grade) for grade in self.grader.grade_many(pairs)] if pairs else []
            return [_outcome(self.grader.grade(*pair)) for pair in pairs]
        except (InterviewerError, KnowledgeError) as error:
            return [Outcome(None, reason=str(error)) for _ in pairs]


def run(attacks: Sequence[Attack], grader: Grader, material: Material, cases: int, seed: int) -> Iterator[Row]:
    """The rows of every attack, ``cases`` trials each; the same seed makes the same trials, whatever attacks run."""
    bench = Bench(grader)
    for attack in attacks:
        random = Random(f"{seed} {title(attack)}")  # noqa: S311 (no secret hangs on it)
        trials = list(attack.make(Setting(material, random, cases, lambda side: bench.outcome(side).score)))
        bench.grade([side for trial in trials for side in trial.sides])
        yield from (_row(attack, trial, bench) for trial in trials)


def _row(attack: Attack, trial: Trial, bench: Bench) -> Row:
    after = bench.in_company(trial.company, trial.after) if trial.company else bench.known[trial.after]
    before = bench.known[trial.before] if trial.before else None
    control = bench.known[trial.control] if trial.control else None
    return Row(
        attack=title(attack),
        variant=trial.variant,
        question_id=trial.after.question.id,
        after=after,
        before=before,
        control=control,
        succeeded=succeeded(attack.kind, before, after),
        control_moved=succeeded(attack.kind, before, control) if control else None,
    )


def title(attack: Attack) -> str:
    return f"{attack.number} {attack.name}"


def _outcome(grade: Grade) -> Outcome:
    if not isinstance(grade, Graded):
        return Outcome(
            None,
            too_long=grade.reason is Unscorable.TOO_LONG,
            reason=f"{grade.reason.value}: {grade.detail}",
            unread=grade.reason in {Unscorable.OTHER_LANGUAGE, Unscorable.CODE},
        )
    flagged = bool(grade.flags)
    if not math.isfinite(grade.score) or not 0 <= grade.score <= 1:
        return Outcome(None, flagged, reason=f"the score {grade.score} is not from 0 to 1")
    return Outcome(grade.score, flagged)
