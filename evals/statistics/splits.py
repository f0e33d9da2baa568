"""Unseen answers, unseen questions and unseen domains side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.statistics.completeness import Completeness, completeness
from evals.statistics.figures import FIGURES
from evals.statistics.interval import Interval
from evals.statistics.score_table import ScoreTable

FARTHER = ("train", "test-unseen-answers", "test-unseen-questions", "test-unseen-domains")
"""From what was fitted to, to what is least like it."""


@dataclass(frozen=True)
class Cell:
    """One grader on one split; the figures are over the answers that all graders scored there."""

    split: str
    grader: str
    questions: int
    completeness: Completeness
    figures: dict[str, Interval]


def side_by_side(table: ScoreTable, figures: Sequence[str] = ("kappa",)) -> list[Cell]:
    """By split, the nearest first, splits of other names after them; then by grader."""
    return [
        _cell(part, split, grader, figures)
        for split in sorted(set(table.splits.tolist()), key=_order)
        for part in [table.part(table.splits == split)]
        for grader in table.scores
    ]


def _cell(part: ScoreTable, split: str, grader: str, figures: Sequence[str]) -> Cell:
    pairs = part.part(part.scored(list(part.scores))).pairs(grader)
    found = {name: FIGURES[name].bootstrapped(pairs) for name in figures}
    return Cell(split, grader, len(np.unique(pairs.questions)), completeness(part, grader), found)


def _order(split: str) -> tuple[int, str]:
    return FARTHER.index(split) if split in FARTHER else len(FARTHER), split
