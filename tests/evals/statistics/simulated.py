"""Answers whose true figures are known."""

import numpy as np

from evals.statistics.pairs import Pairs

STEPS = 4


def answers(questions: int, each: int, seed: int, lenient: float = 0.0) -> Pairs:
    """
    Questions differ in how hard they are, and in how the grader takes them: its error has a part that a question's
    answers share. So intervals that draw single answers would be too narrow.
    """
    draw = np.random.default_rng(seed)
    place = np.repeat(np.arange(questions), each)
    given = 0.5 + draw.normal(0, 0.15, questions)[place] + draw.normal(0, 0.2, questions * each)
    graded = given + lenient + draw.normal(0, 0.1, questions)[place] + draw.normal(0, 0.12, questions * each)
    names = np.array([f"q{number:04}" for number in place])
    return Pairs(in_quarters(given), np.clip(graded, 0, 1), names)


def in_quarters(scores: np.ndarray) -> np.ndarray:
    return np.clip(np.round(scores * STEPS) / STEPS, 0, 1)
