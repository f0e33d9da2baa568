"""What a comparison of so many questions can find."""

from math import ceil

import numpy as np
from scipy import stats

from evals.statistics.interval import ALPHA, sampled
from evals.statistics.pairs import Numbers

POWER = 0.8


def detectable(apart: Numbers, questions: int, alpha: float = ALPHA) -> float | None:
    """
    The smallest difference that is found in four of five comparisons, at the level ``alpha``, two-sided.

    ``apart`` is the difference over ``draws``. None where there are fewer than two questions, or samples with a value.
    """
    others = sampled(apart, questions)
    known = others[np.isfinite(others)]
    if questions < 2 or len(known) < 2:
        return None
    error = float(np.std(known, ddof=1)) * np.sqrt(questions / (questions - 1))
    reach = stats.t.ppf(1 - alpha / 2, questions - 1) + stats.t.ppf(POWER, questions - 1)
    return float(reach * error)


def questions_needed(found: float, questions: int, wanted: float) -> int:
    """How many questions would make ``wanted`` detectable, where with ``questions`` it is ``found``."""
    if wanted <= 0:
        raise ValueError(f"the difference wanted is {wanted}; it must be above 0")
    return ceil(questions * (found / wanted) ** 2)
