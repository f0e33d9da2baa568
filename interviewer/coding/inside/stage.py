"""Where a script runs: the same on the submission, in the box, and on the reference, outside it."""

import importlib
from types import ModuleType
from typing import Any

import torch

from interviewer.coding.inside.values import Ref, Thing

# What a script may name besides the module on the stage.
ROOTS = ("torch", "given", "builtins")


class Stage:
    """A module whose entries are called, and the objects that a script keeps."""

    def __init__(self, module: ModuleType, given: ModuleType | None) -> None:
        self._module, self._given = module, given
        self.kept: dict[str, Any] = {}

    def resolve(self, path: str) -> Any:
        """
        A kept object, an entry, or something importable, and what the dots lead to. Raises AttributeError.
        """
        first, *rest = path.split(".")
        if first in self.kept:
            found = self.kept[first]
        elif first == "given" and self._given is not None:
            found = self._given
        elif first in ROOTS and not hasattr(self._module, path):
            found = importlib.import_module(first)
        else:
            found = getattr(self._module, first)
        for part in rest:
            found = getattr(found, part)
        return found

    def filled(self, value: Any) -> Any:
        """The value with what its ``Ref`` and ``Thing`` name put in."""
        if isinstance(value, Ref):
            return self.kept[value.name]
        if isinstance(value, Thing):
            return self.resolve(value.path)
        if isinstance(value, list | tuple) and not isinstance(value, torch.Size):
            return type(value)(self.filled(item) for item in value)
        if isinstance(value, dict):
            return {key: self.filled(item) for key, item in value.items()}
        return value


def tensors(value: Any) -> list[torch.Tensor]:
    """Every tensor of a nested value, in order."""
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [tensor for item in value for tensor in tensors(item)] if isinstance(value, list | tuple) else []


def differentiable(result: Any) -> list[torch.Tensor]:
    """The tensors of a result that a gradient can start from."""
    return [tensor for tensor in tensors(result) if tensor.is_floating_point()]


def gradients(
    result: Any, arguments: list[torch.Tensor], cotangents: list[torch.Tensor]
) -> list[torch.Tensor | None] | None:
    """
    The gradient of the sum of results times ``cotangents`` to each argument, None for one that has no influence; None
    in all where nothing in the result has a gradient.
    """
    pairs = zip(differentiable(result), cotangents, strict=True)
    chosen = [(tensor, cotangent) for tensor, cotangent in pairs if tensor.requires_grad]
    if not chosen:
        return None
    outputs, weights = zip(*chosen, strict=True)
    return list(torch.autograd.grad(outputs, arguments, weights, allow_unused=True))
