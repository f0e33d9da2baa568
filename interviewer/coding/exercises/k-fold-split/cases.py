from collections.abc import Callable, Sequence
from typing import Any

import torch

from interviewer.coding.case import Call, Case, Draw, Family
from interviewer.coding.failure import FailureKind, Wrong

# samples, folds
_EDGES = ((2, 2), (3, 2), (5, 5), (7, 6), (9, 3), (11, 4))


def case(family: Family, index: int, draw: Draw) -> Case:
    count, folds = _EDGES[index] if family is Family.EDGE and not draw.public else _random(draw)
    if index % 2 or family is Family.ADVERSARIAL:
        return _strata(family, index, draw, count, folds)
    order = draw.permutation(count)
    if family is Family.NON_CONTIGUOUS:
        order = draw.strided(order)
    return Case(
        name=f"{count} samples in {folds} folds",
        family=family,
        steps=(Call("k_fold", (order, folds)),),
        tags=("folds", *(("remainder",) if count % folds else ())),
    )


def _random(draw: Draw) -> tuple[int, int]:
    count = draw.integer(5, 8 if draw.public else 60)
    return count, draw.integer(2, min(count, 4 if draw.public else 10))


def _strata(family: Family, index: int, draw: Draw, count: int, folds: int) -> Case:
    labels, odd = draw.integers(count, low=0, high=draw.integer(1, 4)), False
    if family is Family.ADVERSARIAL:
        labels, folds, odd = _odd_labels(index, draw)
    if family is Family.NON_CONTIGUOUS:
        labels = draw.strided(labels)
    return Case(
        name=f"{len(labels)} labels in {folds} folds",
        family=family,
        steps=(Call("stratified_folds", (labels, folds)),),
        tags=("strata", *(("odd labels",) if odd else ())),
        judge=balanced(labels.clone(), folds),
    )


def _odd_labels(index: int, draw: Draw) -> tuple[torch.Tensor, int, bool]:
    """
    In turn: many classes with one sample more than the folds, rare classes, and labels that are negative and have gaps.
    """
    folds = draw.integer(3, 5)
    if index % 3 == 0:
        labels = torch.arange(draw.integer(3, 5)).repeat_interleave(folds + 1)
    elif index % 3 == 1:
        labels = torch.cat([torch.zeros(draw.integer(9, 20)).long(), torch.arange(draw.integer(4, 7))])
    else:
        names = torch.tensor([-7, -1, 3, 1000])
        labels = names[torch.cat([torch.arange(4).repeat(folds), draw.integers(draw.integer(2, 20), low=0, high=3)])]
    return labels[draw.permutation(len(labels))], folds, index % 3 == 2


def balanced(labels: torch.Tensor, folds: int) -> Callable[[Sequence[Any]], None]:
    """A judge: every class, and all samples together, are spread evenly."""

    def judge(results: Sequence[Any]) -> None:
        assigned = _assignment(results[0], len(labels))
        if bool(((assigned < 0) | (assigned >= folds)).any()):
            raise Wrong(FailureKind.PROPERTY, f"a fold is not one of 0 to {folds - 1}", f"got {assigned.tolist()}")
        for label in labels.unique().tolist():
            _spread(assigned[labels == label], folds, "the numbers of samples of one class", f"label {label}")
        _spread(assigned, folds, "the sizes of the folds", "all samples")

    return judge


def _assignment(result: Any, count: int) -> torch.Tensor:
    if not isinstance(result, torch.Tensor):
        raise Wrong(FailureKind.TYPE, f"the result must be a tensor, not {type(result).__name__}")
    if result.shape != (count,):
        detail = f"expected {(count,)}, got {tuple(result.shape)}"
        raise Wrong(FailureKind.SHAPE, "the result must have one fold for each sample", detail)
    if result.dtype is not torch.int64:
        raise Wrong(FailureKind.DTYPE, f"the result must be of dtype int64, not {str(result.dtype)[6:]}")
    return result


def _spread(assigned: torch.Tensor, folds: int, what: str, detail: str) -> None:
    counts = assigned.bincount(minlength=folds)
    if int(counts.max() - counts.min()) > 1:
        message = f"{what} in two folds differ by more than 1"
        raise Wrong(FailureKind.PROPERTY, message, f"{detail}: {counts.tolist()}")
