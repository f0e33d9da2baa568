"""What came from the box held against what the reference gives in float64."""

import math
import re
from dataclasses import dataclass
from typing import Any

import torch

from interviewer.coding.failure import FailureKind, Wrong
from interviewer.coding.inside.values import Other

_WIDE = {torch.float64, torch.complex128}
# What of the names of types that come from a box is told: the rest is the code's own, and may tell what it was given.
_TOLD = re.compile(
    r"function|method|generator|range|map|zip|filter|set|frozenset|bytes|complex|type|module|dict_(?:items|keys|values)"
    r"|numpy\.(?:ndarray|bool|u?int(?:8|16|32|64)|float(?:16|32|64))|collections\.deque|itertools\.chain"
    r"|torch\.\w{4,10} tensor of layout torch\.(?:sparse_(?:coo|csr|csc|bsr|bsc)|_mkldnn|jagged)"
)


@dataclass(frozen=True)
class Closeness:
    """
    ``dtype`` is what the reference's float64 must come as. An element may differ by
    ``factor * eps(dtype) * sqrt(reduction) * scale``; ``scale`` None: the largest magnitude expected in its tensor.
    """

    dtype: torch.dtype
    factor: float
    reduction: int = 1
    scale: float | None = None

    def bound(self, expected: torch.Tensor) -> float:
        finite = expected[torch.isfinite(expected)].abs()
        largest = float(finite.max()) if finite.numel() else 0.0
        scale = largest if self.scale is None else self.scale
        floor = torch.finfo(self.dtype).tiny if self.dtype.is_floating_point else 0.0
        eps = torch.finfo(self.dtype).eps if self.dtype.is_floating_point else 0.0
        return max(self.factor * eps * math.sqrt(max(1, self.reduction)) * scale, floor)


def compare(expected: Any, got: Any, closeness: Closeness, what: str = "the result") -> None:
    """Raises Wrong with the first thing that differs."""
    if isinstance(expected, torch.Tensor):
        _compare_tensor(expected, got, closeness, what)
    elif isinstance(expected, list | tuple):
        _compare_items(expected, got, closeness, what)
    elif isinstance(expected, dict):
        _compare_dict(expected, got, closeness, what)
    elif isinstance(expected, float):
        _compare_float(expected, got, closeness, what)
    else:
        _compare_exactly(expected, got, what)


def shown(value: Any) -> str:
    """The value in a few lines, for a counter-example."""
    if isinstance(value, torch.Tensor):
        with_values = value.numel() <= 64
        text = torch.Tensor.__str__(value.detach()) if with_values else f"tensor of {value.numel():,} elements"
        return f"{text}  # {str(value.dtype).removeprefix('torch.')} {tuple(value.shape)}"
    if isinstance(value, list | tuple):
        return "(" + ", ".join(shown(item) for item in value) + ")"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {shown(item)}" for key, item in value.items()) + "}"
    return value.type if isinstance(value, Other) else repr(value)[:400]


def _compare_tensor(expected: torch.Tensor, got: Any, closeness: Closeness, what: str) -> None:
    if not isinstance(got, torch.Tensor):
        raise Wrong(FailureKind.TYPE, f"{what} must be a tensor, not {_kind_of(got)}")
    if got.shape != expected.shape:
        raise Wrong(
            FailureKind.SHAPE,
            f"{what} has the wrong shape",
            f"expected {tuple(expected.shape)}, got {tuple(got.shape)}",
        )
    dtype = closeness.dtype if expected.dtype in _WIDE and closeness.dtype.is_floating_point else expected.dtype
    if expected.dtype is torch.complex128:
        dtype = torch.complex64 if closeness.dtype is torch.float32 else torch.complex128
    if got.dtype is not dtype:
        names = [str(one).removeprefix("torch.") for one in (dtype, got.dtype)]
        raise Wrong(FailureKind.DTYPE, f"{what} must be of dtype {names[0]}, not {names[1]}")
    if expected.dtype in _WIDE:
        _compare_values(expected, got.to(expected.dtype), closeness, what)
    elif not torch.equal(expected, got):
        raise Wrong(FailureKind.VALUES, f"{what} has wrong values", _first_difference(expected, got, expected != got))


def _compare_values(expected: torch.Tensor, got: torch.Tensor, closeness: Closeness, what: str) -> None:
    finite = torch.isfinite(expected)
    odd = (torch.isfinite(got) != finite) | (torch.isnan(got) != torch.isnan(expected))
    infinite = torch.isinf(expected) & torch.isinf(got)
    if expected.dtype is torch.float64:
        odd = odd | (infinite & (expected.sign() != got.sign()))
    if bool(odd.any()):
        detail = _first_difference(expected, got, odd)
        raise Wrong(FailureKind.NOT_FINITE, f"{what} is NaN or infinite where it should not be, or the reverse", detail)
    difference = torch.where(finite, (got - expected).abs(), 0.0)
    far = difference > closeness.bound(expected)
    if bool(far.any()):
        share = float(far.double().mean())
        detail = f"{share:.0%} of the elements differ; {_first_difference(expected, got, far)}"
        raise Wrong(FailureKind.VALUES, f"{what} has wrong values", detail)


def _first_difference(expected: torch.Tensor, got: torch.Tensor, wrong: torch.Tensor) -> str:
    place = tuple(int(index) for index in wrong.nonzero()[0])
    return f"at {list(place)} expected {expected[place].item()}, got {got[place].item()}"


def _compare_items(expected: list[Any] | tuple[Any, ...], got: Any, closeness: Closeness, what: str) -> None:
    if not isinstance(got, list | tuple):
        raise Wrong(FailureKind.TYPE, f"{what} must be a {_kind_of(expected)}, not {_kind_of(got)}")
    if len(got) != len(expected):
        detail = f"expected {len(expected)} items, got {len(got)}"
        raise Wrong(FailureKind.SHAPE, f"{what} has the wrong number of items", detail)
    for position, (one, other) in enumerate(zip(expected, got, strict=True)):
        compare(one, other, closeness, f"item {position} of {what}")


def _compare_dict(expected: dict[Any, Any], got: Any, closeness: Closeness, what: str) -> None:
    if not isinstance(got, dict):
        raise Wrong(FailureKind.TYPE, f"{what} must be a dict, not {_kind_of(got)}")
    if set(got) != set(expected):
        detail = f"expected {sorted(map(str, expected))}, got {sorted(map(str, got))[:20]}"
        raise Wrong(FailureKind.SHAPE, f"{what} has the wrong keys", detail)
    for key, one in expected.items():
        compare(one, got[key], closeness, f"{key!r} of {what}")


def _compare_float(expected: float, got: Any, closeness: Closeness, what: str) -> None:
    number = got.item() if isinstance(got, torch.Tensor) and got.dim() == 0 else got
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise Wrong(FailureKind.TYPE, f"{what} must be a number, not {_kind_of(got)}")
    one, other = torch.tensor(expected, dtype=torch.float64), torch.tensor(_wide(number), dtype=torch.float64)
    _compare_values(one, other, closeness, what)


def _wide(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # an integer beyond all floating numbers
        return math.inf if number > 0 else -math.inf


def _compare_exactly(expected: Any, got: Any, what: str) -> None:
    if isinstance(got, torch.Tensor) and got.dim() == 0 and isinstance(expected, bool | int):
        got = got.item()
    if type(got) is not type(expected):
        raise Wrong(FailureKind.TYPE, f"{what} must be of type {_kind_of(expected)}, not {_kind_of(got)}")
    if got != expected:
        raise Wrong(FailureKind.VALUES, f"{what} is wrong", f"expected {shown(expected)}, got {shown(got)}")


def _kind_of(value: Any) -> str:
    if isinstance(value, torch.Tensor):
        return "tensor"
    if value is None:
        return "None"
    if isinstance(value, Other):
        return value.type if _TOLD.fullmatch(value.type) else "an object of another type"
    return type(value).__name__
