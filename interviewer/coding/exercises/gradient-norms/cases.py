from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from interviewer.coding.case import Call, Case, Draw, Family, Judge
from interviewer.coding.failure import FailureKind, Wrong
from interviewer.coding.kinks import avoided

_ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}

# examples, width, depth, activation, residual
_EDGES = (
    (2, 2, 2, "tanh", False),
    (1, 3, 1, "sigmoid", True),
    (3, 1, 4, "tanh", True),
    (1, 1, 1, "tanh", False),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    if family is Family.ADVERSARIAL or (family is Family.RANDOM and draw.public and index == 2):
        return _remedy(family, draw)
    examples, width, depth, activation, residual = (
        _EDGES[index % 4] if family is Family.EDGE else _sizes(family, index, draw)
    )
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    gain = {"sigmoid": 2.0, "tanh": 1.0, "relu": 1.4}[activation] * (0.5 if residual else 1.0)

    def tensors() -> tuple[Tensor, ...]:
        weights = [draw.normal(width, width, scale=gain * width**-0.5) for _ in range(depth)]
        weights[0] = weights[0] / max(1.0, scale)
        return draw.normal(examples, width, scale=scale), draw.normal(examples, width), *weights

    x, y, *weights = avoided(draw, tensors, lambda x, y, *layers: _output(x, layers, activation, residual))
    if family is Family.NON_CONTIGUOUS:
        x, y, *weights = (draw.strided(tensor) for tensor in (x, y, *weights))
    told = {
        "residual": residual,
        activation: True,
        "one layer": depth == 1,
        "several layers": depth > 1,
    }
    return Case(
        name=f"{depth} layers of {width}, {activation}{', residual' if residual else ''}, {examples} examples",
        family=family,
        steps=(Call("gradient_norms", (x, y, list(weights), activation, residual)),),
        tags=tuple(tag for tag, true in told.items() if true),
        reduction=width * depth,
    )


def _sizes(family: Family, index: int, draw: Draw) -> tuple[int, int, int, str, bool]:
    largest = 2 if draw.public else 6
    activation = ("tanh", "relu", "sigmoid")[index % 3]
    residual = family is Family.RANDOM and index % 4 == 3
    return draw.integer(2, largest), draw.integer(2, largest), draw.integer(2, largest), activation, residual


def _remedy(family: Family, draw: Draw) -> Case:
    width, depth = draw.integer(48, 64), draw.integer(24, 30)
    x, y = draw.normal(16, width), draw.normal(16, width)
    return Case(
        name=f"a network of {depth} layers of {width}",
        family=family,
        steps=(Call("remedy", (width, depth), seed=draw.integer(1, 2**40)),),
        tags=("remedy",),
        judge=_judge(x, y, width, depth),
    )


def _judge(x: Tensor, y: Tensor, width: int, depth: int) -> Judge:
    def judge(results: Sequence[Any]) -> None:
        weights, activation, residual = _network(results[0], width, depth)
        leaves = [weight.double().requires_grad_() for weight in weights]
        output = _output(x.double(), leaves, activation, residual)
        slopes = torch.autograd.grad((output - y.double()).square().mean(), leaves)
        norms = torch.stack([slope.norm() for slope in slopes])
        size = float(output.detach().square().mean().sqrt())
        if not bool(torch.isfinite(norms).all()):
            raise Wrong(FailureKind.NOT_FINITE, "gradients of the network are not finite")
        smallest, largest = float(norms.min()), float(norms.max())
        detail = f"norms from {smallest:.3g} to {largest:.3g}, output {size:.3g}"
        if smallest == 0 or smallest < largest / 100:
            raise Wrong(FailureKind.PROPERTY, "a gradient of the network is too small beside the largest", detail)
        if not 0.01 <= size <= 100:
            raise Wrong(FailureKind.PROPERTY, "the network's output vanishes or explodes", detail)

    return judge


def _network(result: Any, width: int, depth: int) -> tuple[list[Tensor], str, bool]:
    """The parts of a remedy, where they are of the stated form."""
    if not isinstance(result, list | tuple) or len(result) != 3:
        raise Wrong(FailureKind.TYPE, "remedy must return a tuple of three")
    weights, activation, residual = result
    if not isinstance(weights, list | tuple) or not all(isinstance(weight, Tensor) for weight in weights):
        raise Wrong(FailureKind.TYPE, "the weights must be a list of tensors")
    if len(weights) != depth or any(weight.shape != (width, width) for weight in weights):
        raise Wrong(FailureKind.SHAPE, f"there must be as many weights as layers, each of shape {(width, width)}")
    if any(weight.dtype is not torch.float32 for weight in weights):
        raise Wrong(FailureKind.DTYPE, "the weights must be of dtype float32")
    if activation not in tuple(_ACTIVATIONS) or not isinstance(residual, bool):
        raise Wrong(FailureKind.TYPE, "the activation must be one of the three names, and residual a bool")
    return list(weights), activation, residual


def _output(x: Tensor, weights: Sequence[Tensor], activation: str, residual: bool) -> Tensor:
    for weight in weights:
        branch = _ACTIVATIONS[activation](x @ weight.T)
        x = x + branch if residual else branch
    return x
