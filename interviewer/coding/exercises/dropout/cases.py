from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from interviewer.coding.case import Call, Case, Draw, Family, Judge, Thing
from interviewer.coding.chance import check_independent, check_positions, check_rate, check_same_mask, check_scaled
from interviewer.coding.failure import FailureKind, Wrong

# shape, p, training, whether the gradient is looked at
_EDGES = (
    ((3, 4), 1.0, True, False),
    ((2, 5), 0.5, False, False),
    ((4, 3), 0.0, True, True),
    ((5, 4), 1.0, True, True),
    ((1,), 0.5, True, False),
    ((0, 3), 0.5, True, False),
    ((6, 7), 1.0, False, False),
)
_SHAPES = ((40, 60), (12, 14, 16), (8, 3, 10, 12), (3001,))


def case(family: Family, index: int, draw: Draw) -> Case:
    shape, p, training, sloped = _EDGES[index % 7] if family is Family.EDGE else _ordinary(family, index, draw)
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    dtype = torch.float64 if family is Family.RANDOM and index == 5 else torch.float32
    sign = draw.integers(*shape, low=0, high=1) * 2 - 1
    x = (draw.uniform(*shape, low=0.5, high=2.0, dtype=torch.float64) * sign * scale).to(dtype)
    if family is Family.NON_CONTIGUOUS:
        x = draw.strided(x) if index % 2 else x[:1].expand(shape)
    told = {
        "p = 1": p == 1 and training,
        "evaluation": not training,
        "gradient": sloped,
        "p not one half": training and p not in (0.0, 0.5, 1.0),
        "float64": dtype is torch.float64,
    }
    above = draw.uniform(*shape, low=0.5, high=2.0, dtype=dtype)
    seeds = (draw.integer(1, 2**40), draw.integer(1, 2**40))
    return Case(
        name=f"p = {p}, {'training' if training else 'evaluation'}, shape {shape}",
        family=family,
        steps=tuple(
            Call("given.with_gradient", (Thing("dropout"), x, p, above), seed=seed)
            if sloped
            else Call("dropout", (x, p, training), seed=seed)
            for seed in seeds
        ),
        tags=tuple(tag for tag, true in told.items() if true),
        dtype=dtype,
        judge=_judge(x, p, training, above if sloped else None),
    )


def _ordinary(family: Family, index: int, draw: Draw) -> tuple[tuple[int, ...], float, bool, bool]:
    shape = (4, 6) if draw.public and index == 0 else _SHAPES[index % 4]
    if family is Family.ADVERSARIAL:
        return shape, (0.97, 0.03, 0.9)[index % 3], True, index % 2 == 1
    return shape, (0.3, 0.1, 0.5, 0.5, 0.25, 0.8, 0.5, 0.3)[index % 8], True, index % 2 == 1


def _judge(x: Tensor, p: float, training: bool, above: Tensor | None) -> Judge:
    """``above`` is the gradient of the result, where that of x comes with it."""

    def judge(results: Sequence[Any]) -> None:
        masks = [_mask(x, p, training, above, result) for result in results]
        if not training:
            return
        for mask in masks:
            check_rate(mask, 1 - p, "the mask of kept elements")
            check_positions(mask, 1 - p, "the mask")
        check_independent(*masks, 1 - p, "the masks of two calls")

    return judge


def _mask(x: Tensor, p: float, training: bool, above: Tensor | None, result: Any) -> Tensor:
    """Which elements were kept, where all else about the result is right."""
    value, gradient = (result, None) if above is None else result
    _check_kind(x, value, "the result")
    kept = value != 0
    factor = 1.0 if not training or p == 1 else 1 / (1 - p)
    check_scaled(value, x, kept if training else torch.ones_like(kept), factor)
    if above is not None:
        if gradient is None:
            raise Wrong(FailureKind.NO_GRADIENT, "the result has no gradient")
        _check_kind(x, gradient, "the gradient")
        check_same_mask((gradient.double() / above.double()).to(x.dtype), kept, factor)
    return kept


def _check_kind(x: Tensor, value: Any, what: str) -> None:
    if not isinstance(value, Tensor):
        raise Wrong(FailureKind.TYPE, f"{what} must be a tensor")
    if value.shape != x.shape:
        raise Wrong(
            FailureKind.SHAPE, f"{what} has the wrong shape", f"expected {tuple(x.shape)}, got {tuple(value.shape)}"
        )
    if value.dtype is not x.dtype:
        raise Wrong(FailureKind.DTYPE, f"{what} must be of dtype {x.dtype}, not {value.dtype}")
    if not bool(torch.isfinite(value).all()):
        raise Wrong(FailureKind.NOT_FINITE, f"{what} has elements that are NaN or infinite")
