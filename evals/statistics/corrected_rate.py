"""A pass rate that a grader states, corrected by how often it is wrong."""

import numpy as np

from evals.statistics.bootstrap import SAMPLES, SEED, draws
from evals.statistics.interval import Interval, tail_share
from evals.statistics.pairs import Numbers, Pairs, ratio


def corrected_rate(labelled: Pairs, unlabelled: Pairs, samples: int = SAMPLES, seed: int = SEED) -> Interval:
    """
    Rogan and Gladen (1978): (p + TNR - 1) / (TPR + TNR - 1), within 0..1; p is the share that passes of ``unlabelled``,
    whose ``given`` is not looked at, and TPR and TNR are those of ``labelled``.

    Questions are drawn from both: a rate of some answers is as uncertain as their number makes it. A sample that
    cannot be corrected, as the grader is no better than chance there, allows any rate, and counts at both ends.
    """
    sizes = len(labelled.names), len(unlabelled.names)
    if not min(sizes):
        return Interval(None, None, None, "undefined: no answer with a label, or none without")
    first, second = np.random.SeedSequence(seed).generate_state(2)
    drawn, others = (
        draws(size, samples, int(own))[: 1 + samples] for size, own in zip(sizes, (first, second), strict=True)
    )
    better, corrected = _corrected(labelled, unlabelled, drawn, others)
    if not better[0]:
        return Interval(None, None, None, "undefined: the grader tells pass from fail no better than chance")
    if min(sizes) < 2:
        return Interval(float(corrected[0]), None, None, f"no interval from {min(sizes)} question")
    tail = 100 * tail_share(min(sizes))
    low = np.percentile(np.where(better, corrected, 0.0)[1:], tail)
    high = np.percentile(np.where(better, corrected, 1.0)[1:], 100 - tail)
    useless = int((~better).sum())
    note = f"in {useless} of {samples} samples the grader is no better than chance" if useless else ""
    return Interval(float(corrected[0]), float(low), float(high), note)


def _corrected(labelled: Pairs, unlabelled: Pairs, drawn: Numbers, others: Numbers) -> tuple[np.ndarray, Numbers]:
    """Each (1 + samples,): whether the grader is better than chance, and the rate where it is."""
    passed, graded = labelled.given >= labelled.pass_mark, labelled.graded >= labelled.pass_mark
    columns = [passed, passed & graded, ~passed, ~passed & ~graded]
    sums = drawn @ labelled.sums(*(column.astype(np.float64) for column in columns))
    true_positive, true_negative = ratio(sums[:, 1], sums[:, 0]), ratio(sums[:, 3], sums[:, 2])
    stated = (unlabelled.graded >= unlabelled.pass_mark).astype(np.float64)
    above, of = (others @ unlabelled.sums(stated, np.ones_like(stated))).T
    gain = true_positive + true_negative - 1
    better = np.isfinite(gain) & (gain > 0)
    rate = ratio(above, of) + np.where(better, true_negative, 1.0) - 1
    return better, np.clip(rate / np.where(better, gain, 1.0), 0.0, 1.0)
