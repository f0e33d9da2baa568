"""
Exact tests of random operations, for the judges of cases.

Each raises ``Wrong``. A right operation fails one of them with a probability of at most ``ALARM``, so that a check of
a few hundred such tests fails right code less than once in a million times.
"""

from typing import TYPE_CHECKING

from interviewer.coding.failure import FailureKind, Wrong

if TYPE_CHECKING:
    from torch import Tensor

ALARM = 1e-9
_ROUNDINGS = 4.0


def interval(trials: int, probability: float) -> tuple[int, int]:
    """The counts of hits, both ends included, that a right operation leaves with a probability of at most ``ALARM``."""
    from scipy.stats import binom

    return int(binom.ppf(ALARM / 2, trials, probability)), int(binom.isf(ALARM / 2, trials, probability))


def check_rate(hits: "Tensor", probability: float, what: str) -> None:
    """``hits`` is a mask: every element was hit with that probability, independently of the others."""
    count, trials = int(hits.sum()), hits.numel()
    low, high = interval(trials, probability) if trials else (0, 0)
    if not low <= count <= high:
        detail = f"{count} of {trials}; from {low} to {high} may be had by chance at a rate of {probability:g}"
        raise Wrong(FailureKind.CHANCE, f"{what} has the wrong rate", detail)


def check_independent(one: "Tensor", other: "Tensor", probability: float, what: str) -> None:
    """Two masks of one shape, each element hit with that probability: they agree as often as chance has it."""
    agreement = probability**2 + (1 - probability) ** 2
    agreeing, trials = int((one == other).sum()), one.numel()
    low, high = interval(trials, agreement) if trials else (0, 0)
    if not low <= agreeing <= high:
        detail = f"{agreeing} of {trials} pairs agree; from {low} to {high} may be had by chance"
        raise Wrong(FailureKind.CHANCE, f"{what} are not independent", detail)


def check_positions(hits: "Tensor", probability: float, what: str) -> None:
    """
    The elements of one mask are independent of each other: neighbours, and far ones, along every dimension.

    The pairs of one test share no element, so that their agreements are independent and the test is exact.
    """
    for dimension, size in enumerate(hits.shape):
        half = size // 2
        if not half:
            continue
        rows = hits.movedim(dimension, 0)[: 2 * half]
        where = f"{what} along dimension {dimension}"
        check_independent(rows[0::2], rows[1::2], probability, f"neighbours of {where}")
        check_independent(rows[:half], rows[half:], probability, f"the two halves of {where}")


def check_scaled(result: "Tensor", x: "Tensor", kept: "Tensor", factor: float) -> None:
    """Where ``kept``, the result is ``x`` times ``factor``, up to rounding."""
    expected = x.double() * factor
    wrong = kept & ~((result.double() - expected).abs() <= expected.abs() * _rounding(result, factor))
    if bool(wrong.any()):
        raise Wrong(FailureKind.VALUES, "the result has wrong values", _first(expected, result, wrong))


def check_same_mask(gradient: "Tensor", kept: "Tensor", factor: float) -> None:
    """The gradient of a sum of survivors: ``factor`` where the element was kept, and 0 where it was dropped."""
    expected = kept.double() * factor
    wrong = ~((gradient.double() - expected).abs() <= factor * _rounding(gradient, factor))
    if bool(wrong.any()):
        message = "the gradient does not follow the mask of the forward pass"
        raise Wrong(FailureKind.BACKWARD, message, _first(expected, gradient, wrong))


def _rounding(tensor: "Tensor", factor: float) -> float:
    """Relative: of a few operations, and of 1 - p, which loses digits where the factor 1 / (1 - p) is large."""
    import torch

    return _ROUNDINGS * torch.finfo(tensor.dtype).eps * max(1.0, factor)


def _first(expected: "Tensor", got: "Tensor", wrong: "Tensor") -> str:
    place = tuple(int(index) for index in wrong.nonzero()[0])
    return f"at {list(place)} expected {expected[place].item()}, got {got[place].item()}"
