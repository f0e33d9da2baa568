"""A figure and how sure it is."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from evals.statistics.pairs import Numbers

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


def interval(values: Numbers, questions: int) -> Interval:
    """
    Of a figure over ``draws`` of so many questions.

    Efron's BCa (1987), which corrects percentiles of samples for bias and skewness, such as that of shares near 1; the
    jackknife it needs leaves out questions. For few questions it is taken as much further out as a t interval is wider
    than a normal one (Hesterberg 2015, "What teachers should know about the bootstrap", 5.3.1). Undefined samples are
    left out, which the note says; with most of them undefined there is no interval.
    """
    value, others, without = float(values[0]), sampled(values, questions), values[len(values) - questions :]
    if not np.isfinite(value):
        return Interval(None, None, None, "undefined")
    if questions < 2:
        return Interval(value, None, None, f"no interval from {questions} question")
    known = others[np.isfinite(others)]
    undefined, samples = len(others) - len(known), len(others)
    if not len(known) or undefined > samples / 2:
        return Interval(value, None, None, f"no interval: undefined in {undefined} of {samples} samples")
    shares = _shares(value, known, without[np.isfinite(without)], questions)
    low, high = np.quantile(known, shares)
    return Interval(value, float(low), float(high), _note(questions, undefined, samples))


def sampled(values: Numbers, questions: int) -> Numbers:
    """(samples,) of a figure over ``draws``: without what was measured, and the jackknife."""
    return values[1 : len(values) - questions]


def _shares(value: float, known: Numbers, without: Numbers, questions: int) -> Numbers:
    """Which shares of the samples lie below the two ends."""
    below = (np.mean(known < value) + np.mean(known <= value)) / 2
    bias = stats.norm.ppf(np.clip(below, 1 / (1 + len(known)), 1 - 1 / (1 + len(known))))
    pulls = without.mean() - without if len(without) else np.zeros(1)
    size = 6 * (pulls**2).sum() ** 1.5
    skew = (pulls**3).sum() / size if size > 1e-30 else 0.0
    reach = bias + stats.norm.ppf([tail_share(questions), 1 - tail_share(questions)])
    shares: Numbers = stats.norm.cdf(bias + reach / np.maximum(1 - skew * reach, 0.1))
    return shares


def tail_share(questions: int) -> float:
    """What is cut off at each end of the samples of so many questions: 0.025 for very many."""
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
