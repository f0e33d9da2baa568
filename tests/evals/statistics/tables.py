"""Tables of simulated answers."""

import numpy as np

from evals.statistics.score_table import Human, ScoreTable, joined
from tests.evals.statistics.simulated import in_quarters


def table(questions: int, each: int, seed: int, noise: dict[str, float], lenient: float = 0.0) -> ScoreTable:
    """
    Graders with so much ``noise``; half of its variance a question's answers share. ``lenient`` is the first one's.

    Every grader has noise of its own, so that those with as much of it are as good, and never alike.
    """
    draw = np.random.default_rng(seed)
    place = np.repeat(np.arange(questions), each)
    human = in_quarters(0.5 + draw.normal(0, 0.3, questions * each))
    ids = [f"a{number}" for number in range(questions * each)]
    scores = {}
    for number, (grader, spread) in enumerate(noise.items()):
        shared, own = draw.normal(0, spread, questions)[place], draw.normal(0, spread, questions * each)
        graded = np.clip(human + (shared + own) / np.sqrt(2) + (lenient if not number else 0.0), 0, 1)
        scores[grader] = dict(zip(ids, graded.tolist(), strict=True))
    given = {i: Human(f"q{q}", float(score)) for i, q, score in zip(ids, place, human, strict=True)}
    return joined(given, scores)
