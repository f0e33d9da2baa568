"""A figure and how sure it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

FEW_QUESTIONS = 20
ALPHA = 0.05


@dataclass(frozen=True)
class Interval:
    """
    A value with its 95 % interval; None where it is undefined.

    ``note`` says why something is missing, or why the interval is not to be trusted; empty where all is well.
    """

    value: float | None
    low: float | None
    high: float | None
    note: str = ""


def interval(values: NDArray[np.float64], questions: int) -> Interval:
    """
    Of a figure over samples of questions, the first being what was measured: the percentiles of the others.

    Percentiles of a bootstrap are too near for few questions, as they divide by n and know no t. They are taken
    further out, to where a t interval of the mean would be (Hesterberg 2015, "What teachers should know about the
    bootstrap", 5.3.1). Undefined samples are left out, which the note says; with most undefined there is no interval.
    """
    value, others = float(values[0]), values[1:]
    if not np.isfinite(value):
        return Interval(None, None, None, "undefined")
    if questions < 2:
        return Interval(value, None, None, f"no interval from {questions} question")
    known = others[np.isfinite(others)]
    if not len(known) or len(known) < len(others) / 2:
        return Interval(
            value, None, None, f"no interval: undefined in {len(others) - len(known)} of {len(others)} samples"
        )
    tail = 100 * tail_share(questions)
    low, high = np.percentile(known, [tail, 100 - tail])
    return Interval(value, float(low), float(high), _note(questions, len(others) - len(known), len(others)))


def tail_share(questions: int) -> float:
    """What is cut off at each end of a percentile bootstrap over so many questions: 0.025 for very many."""
    reach = stats.t.ppf(1 - ALPHA / 2, questions - 1) * np.sqrt(questions / (questions - 1))
    return float(stats.norm.cdf(-reach))


def _note(questions: int, undefined: int, samples: int) -> str:
    notes = [
        f"only {questions} questions: a bootstrap is not to be trusted below {FEW_QUESTIONS}"
        if questions < FEW_QUESTIONS
        else "",
        f"undefined in {undefined} of {samples} samples" if undefined else "",
    ]
    return "; ".join(note for note in notes if note)
