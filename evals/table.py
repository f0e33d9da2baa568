"""Every offline grader beside people, on answers, questions and datasets that nothing was fitted to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.ensemble import LOCAL, Fitted, fitted, mixed, spread
from evals.members import NOT_FITTED, Answers, Flags, Numbers
from evals.statistics import calibration, risk_coverage
from evals.statistics.bootstrap import draws
from evals.statistics.figures import FIGURES, Better
from evals.statistics.interval import Interval, difference_interval, interval
from evals.statistics.pairs import Pairs
from evals.train import Examples

SHOWN = ("pearson", "within", "kappa", "rmse", "mae")
ENSEMBLE = "ensemble"
TRAINING = "train"
CLAIMED, STRICT = 0.25, 0.15
COVERED = (1.0, 0.9, 0.8, 0.7, 0.5)


@dataclass(frozen=True)
class Part:
    """Answers that are measured, and those that the fitted graders were fitted to."""

    name: str
    asked: Flags
    fitted: Flags


@dataclass(frozen=True)
class Measured:
    """
    Of n answers (n,): what people gave, and each grader; of the fitted ones the ``confidence``.

    ``disagreement`` is the ensemble's, ``routed`` where it asks for a person because of it.
    """

    part: str
    answers: Answers
    scores: Mapping[str, Numbers]
    confidence: Mapping[str, Numbers]
    disagreement: Numbers
    routed: Flags


@dataclass(frozen=True)
class Line:
    """One grader's figures, and the paired ``difference`` of local's from them."""

    part: str
    grader: str
    answers: int
    questions: int
    figures: Mapping[str, Interval]
    difference: Mapping[str, Interval]


@dataclass(frozen=True)
class Bin:
    """Answers of one confidence: what it claims, and the shares of scores that near to the human score."""

    claimed: float
    answers: int
    near: float
    nearer: float


def parts(answers: Answers) -> Iterator[Part]:
    """
    The test splits as published, for graders fitted to the training splits; then each dataset whole, for graders
    fitted to the others.
    """
    training = answers.splits == TRAINING
    names = np.unique(answers.datasets)
    for name in names if training.any() else ():
        inside = answers.datasets == name
        for split in np.unique(answers.splits[inside & ~training]):
            yield Part(f"{name}, {split}", inside & (answers.splits == split), training)
    for name in names if len(names) > 1 else ():
        inside = answers.datasets == name
        yield Part(f"{name}, dataset not fitted to", inside, ~inside)


def measure(answers: Answers, also: Examples | None = None) -> Iterator[Measured]:
    """``also`` is what the local grader is trained on beside published answers."""
    made_of: dict[bytes, Fitted] = {}
    for part in parts(answers):
        chosen = part.fitted.tobytes()
        made = made_of[chosen] = made_of.get(chosen) or fitted(answers.part(part.fitted), {}, also)
        asked = answers.part(part.asked)
        members = made.scores(asked)
        together = mixed(made.mix, members, asked)
        apart = np.where(asked.settled, 0.0, spread(made.mix, members))
        yield Measured(
            part.name,
            asked,
            {**{name: asked.scores[name] for name in NOT_FITTED}, LOCAL: members[LOCAL], ENSEMBLE: together},
            {
                LOCAL: np.array([made.head.confidence(score) for score in members[LOCAL]]),
                ENSEMBLE: np.array([made.mix.confidence(score) for score in together]),
            },
            apart,
            apart >= made.mix.disagreement_from,
        )


def lines(measured: Measured) -> list[Line]:
    """A line a grader; all are measured on the same samples of questions, so that differences are paired."""
    answers = measured.answers
    count = len(np.unique(answers.questions))
    drawn = draws(count)
    values = {
        grader: {name: FIGURES[name].compute(Pairs(answers.given, scores, answers.questions), drawn) for name in SHOWN}
        for grader, scores in measured.scores.items()
    }
    return [
        Line(
            measured.part,
            grader,
            len(answers.given),
            count,
            {name: interval(found, count) for name, found in own.items()},
            {
                name: difference_interval(values[LOCAL][name] - found, count)
                for name, found in own.items()
                if grader != LOCAL
            },
        )
        for grader, own in values.items()
    ]


def best(lines: Sequence[Line], figure: str) -> Line:
    """The baseline with the best value, of those that nothing is fitted for; an undefined value is the worst."""
    sign = -1 if FIGURES[figure].better is Better.LOWER else 1

    def value(line: Line) -> float:
        found = line.figures[figure].value
        return -np.inf if found is None else sign * found

    return max((line for line in lines if line.grader in NOT_FITTED), key=value)


def reliability(confidence: Numbers, scores: Numbers, given: Numbers) -> list[Bin]:
    """A bin for each confidence that was stated, the least first. It claims a score within 0.25 of the human one."""
    pairs = _alone(given, scores)
    near, nearer = (
        calibration.reliability(calibration.claims(pairs, confidence, reach), len(confidence))
        for reach in (CLAIMED, STRICT)
    )
    return [Bin(a.claimed, a.answers, a.right, b.right) for a, b in zip(near, nearer, strict=True)]


def risk(confidence: Numbers, scores: Numbers, given: Numbers) -> list[float]:
    """The mean absolute error of the most confident share of the answers, for each share in ``COVERED``."""
    return risk_coverage.risks(risk_coverage.errors(_alone(given, scores), confidence), COVERED)


def _alone(given: Numbers, scores: Numbers) -> Pairs:
    """For what is the same whatever the questions are."""
    return Pairs(given, scores, np.full(len(given), ""))
