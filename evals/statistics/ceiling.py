"""How far people agree with each other on the same answers: no grader can be shown to do better."""

from itertools import combinations

import krippendorff
import numpy as np

from evals.statistics.pairs import Names, Numbers, Pairs

NO_CEILING = "one human score an answer: how far people agree with each other is not known"


def between_people(ratings: Numbers, questions: Names, steps: int = 4, pass_mark: float = 0.5) -> Pairs | None:
    """
    ``ratings`` (n, raters) in 0..1, NaN where somebody did not rate. Every two ratings of an answer are a pair, so
    that every figure can be had of it; None where no answer has two.
    """
    found = [
        (ratings[both, left], ratings[both, right], questions[both])
        for left, right in combinations(range(ratings.shape[1]), 2)
        for both in [np.isfinite(ratings[:, [left, right]]).all(axis=1)]
    ]
    if not any(len(given) for given, _, _ in found):
        return None
    given, graded, asked = zip(*found, strict=True)
    return Pairs(np.concatenate(given), np.concatenate(graded), np.concatenate(asked), steps, pass_mark)


def against_others(
    ratings: Numbers, rater: int, questions: Names, steps: int = 4, pass_mark: float = 0.5
) -> Pairs | None:
    """One rater, in ``graded``, against the mean of the others, as a grader is held against people."""
    others = np.delete(ratings, rater, axis=1)
    counts = np.isfinite(others).sum(axis=1)
    both = (counts > 0) & np.isfinite(ratings[:, rater])
    means = np.nansum(others[both], axis=1) / counts[both]
    return Pairs(means, ratings[both, rater], questions[both], steps, pass_mark) if both.any() else None


def alpha_of_all(ratings: Numbers, steps: int = 4) -> float:
    """Krippendorff's alpha for ordered labels, of all raters; NaN where no answer has two ratings that differ."""
    labels = np.round(ratings * steps)
    shared = labels[np.isfinite(labels).sum(axis=1) > 1]
    if len(np.unique(shared[np.isfinite(shared)])) < 2:
        return float("nan")
    return float(
        krippendorff.alpha(labels.T, value_domain=[float(i) for i in range(steps + 1)], level_of_measurement="ordinal")
    )
