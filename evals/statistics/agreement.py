"""
How often a grader and people give the same label of the human scale. Figures of ``evals.statistics.pairs``.

Labels are 0..steps whether or not they occur. Kappa and alpha are undefined where both sides gave one and the same
label: nothing could be told apart.
"""

import numpy as np

from evals.statistics.pairs import Flags, Numbers, Pairs, ratio


def confusion(pairs: Pairs, drawn: Numbers) -> Numbers:
    """(samples, labels, labels): how often people gave one label and the grader the other."""
    size = pairs.steps + 1
    cell = pairs.labels(pairs.given) * size + pairs.labels(pairs.graded)
    questions = len(pairs.names)
    counts = np.bincount(pairs.place * size**2 + cell, minlength=questions * size**2).reshape(questions, size**2)
    return (drawn @ counts.astype(np.float64)).reshape(len(drawn), size, size)


def kappa(pairs: Pairs, drawn: Numbers) -> Numbers:
    """Cohen's kappa with quadratic weights."""
    cells = confusion(pairs, drawn)
    weights = _apart(pairs.steps) ** 2
    off = (cells * weights).sum(axis=(1, 2))
    by_chance = np.einsum("si,ij,sj->s", cells.sum(axis=2), weights, cells.sum(axis=1))
    return 1 - ratio(off * cells.sum(axis=(1, 2)), by_chance)


def alpha(pairs: Pairs, drawn: Numbers) -> Numbers:
    """Krippendorff's alpha for ordered labels, the grader beside people as one of two raters."""
    cells = confusion(pairs, drawn)
    margins = cells.sum(axis=1) + cells.sum(axis=2)
    upto = np.cumsum(margins, axis=1) - margins / 2
    apart = (upto[:, :, None] - upto[:, None, :]) ** 2
    observed = 2 * (cells * apart).sum(axis=(1, 2))
    expected = np.einsum("si,sij,sj->s", margins, apart, margins)
    return 1 - ratio((margins.sum(axis=1) - 1) * observed, expected)


def exact(pairs: Pairs, drawn: Numbers) -> Numbers:
    """The share with the same label."""
    return _within(pairs, drawn, 0)


def adjacent(pairs: Pairs, drawn: Numbers) -> Numbers:
    """The share with the same label or the next one."""
    return _within(pairs, drawn, 1)


def sensitivity(pairs: Pairs, drawn: Numbers) -> Numbers:
    """TPR: of what people pass, the share that the grader passes."""
    passed = pairs.given >= pairs.pass_mark
    return _share(pairs, drawn, passed & (pairs.graded >= pairs.pass_mark), passed)


def specificity(pairs: Pairs, drawn: Numbers) -> Numbers:
    """TNR: of what people fail, the share that the grader fails. Leniency shows here, and hides in accuracy."""
    failed = pairs.given < pairs.pass_mark
    return _share(pairs, drawn, failed & (pairs.graded < pairs.pass_mark), failed)


def _share(pairs: Pairs, drawn: Numbers, some: Flags, of: Flags) -> Numbers:
    above, below = (drawn @ pairs.sums(some.astype(np.float64), of.astype(np.float64))).T
    return ratio(above, below)


def _within(pairs: Pairs, drawn: Numbers, labels: int) -> Numbers:
    cells = confusion(pairs, drawn)
    return ratio((cells * (_apart(pairs.steps) <= labels)).sum(axis=(1, 2)), cells.sum(axis=(1, 2)))


def _apart(steps: int) -> Numbers:
    labels = np.arange(steps + 1, dtype=np.float64)
    return np.abs(labels[:, None] - labels)
