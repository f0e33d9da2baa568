"""A figure and how sure it is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from evals.statistics.pairs import Numbers

FEW_QUESTIONS = 20
ALPHA = 0.05


Ends = Callable[[float, Numbers, Numbers, int], Numbers]
"""Of a value, its samples, and the values without each question: both ends (2,), on the scale of a normal variable."""


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


def interval(values: Numbers, questions: int) -> Interval:
    """
    Of a figure over ``draws`` of so many questions.

    Efron's BCa (1987), which corrects percentiles of samples for bias and skewness, such as that of shares near 1; the
    jackknife it needs leaves out questions. For few questions it is taken further out, as ``tail_share`` says.
    Undefined samples are left out, which the note says; with most of them undefined there is no interval.
    """
    return _interval(values, questions, _skewed)


def difference_interval(values: Numbers, questions: int) -> Interval:
    """
    Of the difference of two figures, each over the same ``draws``: the percentiles, as far out as ``tail_share`` says.

    Of two like graders it is not skewed, and the noise in what BCa takes for skewness makes intervals too near.
    """
    return _interval(values, questions, _plain)


def chance(values: Numbers, questions: int) -> float | None:
    """The two-sided p-value of no difference: below 0.05 where ``difference_interval`` does not hold 0; else None."""
    others = sampled(values, questions)
    known = others[np.isfinite(others)]
    if not np.isfinite(values[0]) or questions < 2 or len(known) < max(len(others) / 2, 1):
        return None
    reach = abs(_normal(known, 0.0)) * np.sqrt((questions - 1) / questions)
    return float(2 * stats.t.sf(reach, questions - 1))


def _interval(values: Numbers, questions: int, ends: Ends) -> Interval:
    value, others, without = float(values[0]), sampled(values, questions), values[len(values) - questions :]
    if not np.isfinite(value):
        return Interval(None, None, None, "undefined")
    if questions < 2:
        return Interval(value, None, None, f"no interval from {questions} question")
    known = others[np.isfinite(others)]
    undefined, samples = len(others) - len(known), len(others)
    if not len(known) or undefined > samples / 2:
        return Interval(value, None, None, f"no interval: undefined in {undefined} of {samples} samples")
    shares = stats.norm.cdf(ends(value, known, without[np.isfinite(without)], questions))
    low, high = np.quantile(known, shares)
    return Interval(value, float(low), float(high), _note(questions, undefined, samples))


def sampled(values: Numbers, questions: int) -> Numbers:
    """(samples,) of a figure over ``draws``: without what was measured, and the jackknife."""
    return values[1 : len(values) - questions]


def _skewed(value: float, known: Numbers, without: Numbers, questions: int) -> Numbers:
    bias = _normal(known, value)
    pulls = without.mean() - without if len(without) else np.zeros(1)
    size = 6 * (pulls**2).sum() ** 1.5
    skew = (pulls**3).sum() / size if size > 1e-30 else 0.0
    reach = bias + _plain(value, known, without, questions)
    ends: Numbers = bias + reach / np.maximum(1 - skew * reach, 0.1)
    return ends


def _plain(value: float, known: Numbers, without: Numbers, questions: int) -> Numbers:
    outward = stats.norm.isf(tail_share(questions))  # of two questions the other tail would be rounded to 1
    return np.array([-outward, outward])


def _normal(known: Numbers, value: float) -> float:
    """Where the value stands among the samples, in standard deviations of a normal distribution."""
    below = (np.mean(known < value) + np.mean(known <= value)) / 2
    least = 1 / (1 + len(known))
    return float(stats.norm.ppf(np.clip(below, least, 1 - least)))


def tail_share(questions: int) -> float:
    """
    What is cut off at each end of the samples of so many questions: 0.025 for very many.

    For few it is less, by as much as a t interval is wider than a normal one that divides by n (Hesterberg 2015, "What
    teachers should know about the bootstrap", 5.3.1).
    """
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
