"""Answers without a score: how many, and what the figures are for those that all scored, and at the worst."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from evals.statistics.pairs import Pairs
from evals.statistics.rate import Rate
from evals.statistics.score_table import ScoreTable


@dataclass(frozen=True)
class Completeness:
    """Of ``asked`` answers those with a score; ``common`` counts those that every grader compared gave one."""

    asked: int
    scored: int
    common: int

    @property
    def unscored(self) -> Rate:
        return Rate(self.asked - self.scored, self.asked)


def completeness(table: ScoreTable, grader: str) -> Completeness:
    return Completeness(len(table.ids), int(table.scored([grader]).sum()), int(table.scored(list(table.scores)).sum()))


def common(table: ScoreTable, graders: Collection[str] | None = None) -> ScoreTable:
    """The answers that all of the graders scored: figures of different graders are compared on nothing else."""
    return table.part(table.scored(list(table.scores) if graders is None else graders))


def worst_case(table: ScoreTable, grader: str) -> Pairs:
    """All answers; one without a score counts as the end of the scale that is farther from what people gave."""
    farthest = np.where(table.given >= 0.5, 0.0, 1.0)
    graded = np.where(table.scored([grader]), table.scores[grader], farthest)
    return Pairs(table.given, graded, table.questions, table.steps, table.pass_mark)
