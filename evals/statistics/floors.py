"""Rows that every table of graders has, because a grader that does not beat them is none."""

from dataclasses import replace

import numpy as np

from evals.statistics.pairs import Numbers
from evals.statistics.score_table import ScoreTable

CONSTANT = "constant"
FLOORS = (CONSTANT, "length", "overlap")
"""The same score for all, the answer's words over the reference's, and the words of the key points repeated."""


class FloorMissing(ValueError):
    """The message names the rows that the table lacks."""


def with_floors(table: ScoreTable, training: Numbers | None = None) -> ScoreTable:
    """
    The table with the row CONSTANT: the commonest human label of ``training``, or else of the table itself, which
    makes it a floor as high as a constant can be. Raises FloorMissing where another of ``FLOORS`` was not run.
    """
    missing = [name for name in FLOORS if name != CONSTANT and name not in table.scores]
    if missing:
        raise FloorMissing(f"the table lacks the rows {', '.join(missing)}; run those graders on the same answers")
    known = table.given if training is None else training
    labels = np.bincount(np.round(known * table.steps).astype(np.int64), minlength=1)
    constant = np.full(len(table.ids), float(labels.argmax()) / table.steps)
    return replace(table, scores={**table.scores, CONSTANT: constant})
