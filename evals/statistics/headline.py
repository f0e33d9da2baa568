"""Each grader's figures three ways: what it scored, what all scored, and with the worst score where it gave none."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.statistics.bootstrap import SAMPLES, SEED
from evals.statistics.completeness import Completeness, common, completeness, worst_case
from evals.statistics.figures import FIGURES
from evals.statistics.interval import Interval
from evals.statistics.pairs import Pairs
from evals.statistics.score_table import ScoreTable


@dataclass(frozen=True)
class Headline:
    """Graders are compared by ``common`` and ``worst`` alone: ``own`` lets one choose what it is measured on."""

    grader: str
    completeness: Completeness
    own: dict[str, Interval]
    common: dict[str, Interval]
    worst: dict[str, Interval]


def headlines(
    table: ScoreTable, figures: Sequence[str] = ("kappa",), samples: int = SAMPLES, seed: int = SEED
) -> list[Headline]:
    """A line a grader, in the table's order."""

    def all_of(pairs: Pairs) -> dict[str, Interval]:
        return {name: FIGURES[name].bootstrapped(pairs, samples, seed) for name in figures}

    shared = common(table)
    return [
        Headline(
            grader,
            completeness(table, grader),
            all_of(table.pairs(grader)),
            all_of(shared.pairs(grader)),
            all_of(worst_case(table, grader)),
        )
        for grader in table.scores
    ]
