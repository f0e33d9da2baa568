"""Samples of whole questions: answers to one question are alike, so that drawing single ones would claim too much."""

import numpy as np

from evals.statistics.interval import Interval, interval
from evals.statistics.pairs import Figure, Numbers, Pairs

SAMPLES = 2000
SEED = 20260101


def draws(questions: int, samples: int = SAMPLES, seed: int = SEED) -> Numbers:
    """
    (1 + samples + questions, questions): how often each question is drawn.

    The first row is what was measured: each once. The last ones are the jackknife, each without one question.
    """
    chosen = np.random.default_rng(seed).integers(questions, size=(samples, questions))
    cell = chosen + questions * np.arange(samples)[:, None]
    drawn = np.bincount(cell.ravel(), minlength=samples * questions).reshape(samples, questions)
    return np.vstack([np.ones(questions), drawn, 1 - np.eye(questions)])


def bootstrapped(figure: Figure, pairs: Pairs, samples: int = SAMPLES, seed: int = SEED) -> Interval:
    """The figure with its interval; the samples hang on the number of questions, their count and the seed alone."""
    questions = len(pairs.names)
    if not questions:
        return Interval(None, None, None, "undefined: no answer has a score")
    return interval(figure(pairs, draws(questions, samples, seed)), questions)
