"""
One case of an exercise: a script of calls, run in the box on the submission and outside it on the reference.

The reference runs the same script in float64; what the two return is compared, step by step. Inputs are drawn from a
seed that the box never sees.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

import torch

from interviewer.coding.inside.values import Ref, Thing

__all__ = ["Call", "Case", "Draw", "Family", "Ref", "Slope", "Thing"]

_Item = TypeVar("_Item")


class Family(StrEnum):
    EDGE = "edge"  # size 1, empty where legal, odd, prime, stride above kernel
    RANDOM = "random"  # ordinary inputs of random sizes
    SCALE = "scale"  # inputs of magnitude 1e-3 or 1e3
    ADVERSARIAL = "adversarial"  # what breaks a naive formula: logits of 1e4, variance 0, ties
    NON_CONTIGUOUS = "non-contiguous"  # transposed, sliced, expanded inputs


@dataclass(frozen=True)
class Call:
    """
    One step of a script.

    ``target`` is an entry of the submission ("conv2d"), a method or attribute of a kept object ("model.state_dict";
    what is not callable is read), or something importable ("torch.optim.SGD", "given.SmallNet"). Arguments may be
    tensors, numbers, texts, None, nested lists, tuples and dicts, ``Ref("model")`` for a kept object and
    ``Thing("torch.relu")`` for something importable.

    ``keep`` names the result, which then stays in the box: it is returned by no step of its own. ``gradients`` are the
    positions or names of tensor arguments: the result (one tensor, or a tuple of them) is differentiated with respect
    to them against a random cotangent, and the gradients are compared as well. ``seed`` is given to torch.manual_seed
    before the call. ``mutates`` says that the call may change its arguments; else they must stay as they were.
    ``compared`` False: the result is neither sent nor looked at.
    """

    target: str
    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    keep: str = ""
    gradients: tuple[int | str, ...] = ()
    seed: int | None = None
    mutates: bool = False
    compared: bool = True

    @property
    def returned(self) -> bool:
        """Whether its result comes out of the box."""
        return self.compared and not self.keep


@dataclass(frozen=True)
class Slope:
    """
    For an entry that returns gradients worked out by hand: how its own loss is had, so that a wrong gradient can be
    told from a right gradient of a wrong loss.

    Of step number ``step``, ``loss`` is the entry to be called with the same arguments: it returns a scalar loss.
    ``gradients`` gives for each result (its position in the returned tuple, or its key in the returned dict) the
    position or name of the argument that it is the gradient of.
    """

    step: int
    loss: str
    gradients: dict[int | str, int | str]


Judge = Callable[[Sequence[Any]], None]


@dataclass(frozen=True)
class Case:
    """
    ``tags`` say what is special ("stride > 1", "batch of one"): a failure is told by the tags that failing cases share
    and passing ones lack. Each step's result is compared with the reference's within
    ``tolerance * eps(dtype) * sqrt(reduction) * scale``, elementwise, where ``tolerance`` is the exercise's,
    ``reduction`` is how many terms are summed for one element, and ``scale`` is the largest magnitude of the expected
    tensor unless one is given here. ``judge`` replaces the comparison: it gets the compared results in order, as they
    came from the box, and raises ``Wrong`` (random operations, properties with many right answers). ``dtype`` is the
    floating type of the inputs: the results must have it where the reference, in float64, has float64.
    """

    name: str
    family: Family
    steps: tuple[Call, ...]
    tags: tuple[str, ...] = ()
    dtype: torch.dtype = torch.float32
    reduction: int = 1
    scale: float | None = None
    judge: Judge | None = None
    slope: Slope | None = None


class Draw:
    """Everything random about a case, from one seed. ``public`` cases should be small enough to be read."""

    def __init__(self, key: bytes, name: str, public: bool) -> None:
        digest = hmac.new(key, name.encode(), hashlib.sha256).digest()
        self.public = public
        self.generator = torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)

    def integer(self, low: int, high: int) -> int:
        """From ``low`` to ``high``, both included."""
        return int(torch.randint(low, high + 1, (), generator=self.generator))

    def choice(self, items: Sequence[_Item]) -> _Item:
        return items[self.integer(0, len(items) - 1)]

    def normal(self, *shape: int, scale: float = 1.0, dtype: torch.dtype = torch.float32) -> torch.Tensor:
        """Standard normal values times ``scale``."""
        return (torch.randn(shape, generator=self.generator, dtype=torch.float64) * scale).to(dtype)

    def uniform(
        self, *shape: int, low: float = 0.0, high: float = 1.0, dtype: torch.dtype = torch.float32
    ) -> torch.Tensor:
        return (torch.rand(shape, generator=self.generator, dtype=torch.float64) * (high - low) + low).to(dtype)

    def integers(self, *shape: int, low: int, high: int) -> torch.Tensor:
        """int64, from ``low`` to ``high``, both included."""
        return torch.randint(low, high + 1, shape, generator=self.generator)

    def permutation(self, count: int) -> torch.Tensor:
        return torch.randperm(count, generator=self.generator)

    def strided(self, tensor: torch.Tensor) -> torch.Tensor:
        """Equal values in a layout that is not contiguous: a transposed copy, or every second of a larger tensor."""
        if tensor.dim() >= 2 and min(tensor.shape[-2:]) > 1 and self.integer(0, 1):
            return tensor.transpose(-1, -2).contiguous().transpose(-1, -2)
        wide = torch.zeros(*tensor.shape[:-1], tensor.shape[-1] * 2, dtype=tensor.dtype)
        wide[..., ::2] = tensor
        return wide[..., ::2]
