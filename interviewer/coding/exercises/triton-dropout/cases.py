from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from interviewer.coding.case import Call, Case, Draw, Family, Judge
from interviewer.coding.chance import check_independent, check_positions, check_rate, check_scaled
from interviewer.coding.failure import FailureKind, Wrong

_EDGES = (((1,), 0.5), ((0,), 0.5), ((33, 63), 0.0), ((1025,), 0.75), ((64,), 0.5))
_DTYPES = (torch.float32, torch.float16)
_PERIODS = tuple(2**power for power in range(4, 12))


def case(family: Family, index: int, draw: Draw) -> Case:
    shape, p = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _ordinary(family, index, draw)
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    dtype = _DTYPES[index % 2] if family is Family.RANDOM else torch.float32
    sign = draw.integers(*shape, low=0, high=1) * 2 - 1
    x = (draw.uniform(*shape, low=0.5, high=2.0, dtype=torch.float64) * sign * scale).to(dtype)
    if family is Family.NON_CONTIGUOUS:
        x = x.T.contiguous().T if index % 2 == 0 else x[:1].expand(shape)
    seed = draw.integer(0, 2**31 - 2)
    seeds = (seed, seed + 1, seed) if family in (Family.EDGE, Family.RANDOM) else (seed, seed + 1)
    return Case(
        name=f"{'x'.join(map(str, shape))} of {str(dtype).removeprefix('torch.')}, p = {p}",
        family=family,
        steps=tuple(Call("dropout", (x, p, one)) for one in seeds),
        tags=_tags(x, p),
        dtype=dtype,
        judge=_judge(x, p),
    )


def _ordinary(family: Family, index: int, draw: Draw) -> tuple[tuple[int, ...], float]:
    if draw.public and index == 0:
        return (12,), 0.5
    if family is Family.ADVERSARIAL:
        return (draw.integer(2100, 3000),), (0.95, 0.05)[index % 2]
    if family is Family.RANDOM and index % 3 == 0:
        return (draw.integer(3100, 4000),), 0.5
    return (draw.integer(10, 15), draw.integer(200, 300)), (0.25, 0.5, 0.8, 0.3)[index % 4]


def _judge(x: Tensor, p: float) -> Judge:
    def judge(results: Sequence[Any]) -> None:
        first, other, *again = [_kept(x, p, result) for result in results]
        if not all(torch.equal(first, mask) for mask in again):
            raise Wrong(FailureKind.UNSTABLE, "the same seed drops other elements in a second call")
        for mask in (first, other):
            check_rate(mask, 1 - p, "the mask of kept elements")
            check_positions(mask, 1 - p, "the mask")
            _check_blocks(mask.flatten(), 1 - p)
        check_independent(first, other, 1 - p, "the masks of two seeds")
        check_independent(first.flatten()[1:], other.flatten()[:-1], 1 - p, "the masks of two seeds, one place apart,")

    return judge


def _check_blocks(mask: Tensor, rate: float) -> None:
    """Blocks of the sizes that kernels use are independent of the blocks beside them."""
    for period in _PERIODS:
        blocks = mask[: mask.numel() // (2 * period) * 2 * period].view(-1, 2, period)
        check_independent(blocks[:, 0], blocks[:, 1], rate, f"blocks of {period} elements")


def _kept(x: Tensor, p: float, result: Any) -> Tensor:
    """Which elements were kept, where all else about the result is right."""
    if not isinstance(result, Tensor):
        raise Wrong(FailureKind.TYPE, "the result must be a tensor")
    if result.shape != x.shape:
        detail = f"expected {tuple(x.shape)}, got {tuple(result.shape)}"
        raise Wrong(FailureKind.SHAPE, "the result has the wrong shape", detail)
    if result.dtype is not x.dtype:
        raise Wrong(FailureKind.DTYPE, f"the result must be of dtype {x.dtype}, not {result.dtype}")
    if not bool(torch.isfinite(result).all()):
        raise Wrong(FailureKind.NOT_FINITE, "the result has elements that are NaN or infinite")
    kept = result != 0
    check_scaled(result, x, kept, 1 / (1 - p))
    return kept


def _tags(x: Tensor, p: float) -> tuple[str, ...]:
    told = {
        "not contiguous": not x.is_contiguous(),
        "several blocks": x.numel() > 1100 and p > 0,
        "length not a multiple of 1024": x.numel() % 1024 != 0,
        "p above 0": p > 0 and x.numel() > 0,
        "p not one half": p != 0.5,
        "float16": x.dtype is torch.float16,
    }
    return tuple(tag for tag, true in told.items() if true)
