"""
Inputs that stay away from kinks.

At a kink (ReLU at 0, a tie in max pooling) the gradient jumps, and rounding alone decides which side a right solution
is on. A case whose gradients are compared is drawn again until no kink is near.
"""

from collections.abc import Callable

import torch

from interviewer.coding.case import Draw

Tensors = tuple[torch.Tensor, ...]
NEAR = 1e-5  # of the largest magnitude of an input: rounding in float32 reaches about a tenth of it
JUMP = 1e-3  # of the largest gradient: what the curvature of a smooth function stays below at that distance
ATTEMPTS = 40


def avoided(draw: Draw, make: Callable[[], Tensors], function: Callable[..., torch.Tensor]) -> Tensors:
    """
    What ``make`` draws, where ``function`` of it has no kink near by; the last draw where none of 40 is such.

    ``function`` takes the tensors that ``make`` gives, in float64, and returns one tensor.
    """
    made = make()
    for _ in range(ATTEMPTS - 1):
        if smooth(draw, made, function):
            break
        made = make()
    return made


def smooth(draw: Draw, tensors: Tensors, function: Callable[..., torch.Tensor]) -> bool:
    """Whether the gradient is about the same a small step to either side, in a random direction."""
    exact = [tensor.double() for tensor in tensors]
    steps = [_step(draw, tensor) for tensor in exact]
    cotangent = draw.normal(*function(*exact).shape, dtype=torch.float64)
    before, after = (
        _gradients(function, [tensor + sign * step for tensor, step in zip(exact, steps, strict=True)], cotangent)
        for sign in (-1, 1)
    )
    return all(_close(one, other) for one, other in zip(before, after, strict=True))


def _step(draw: Draw, tensor: torch.Tensor) -> torch.Tensor:
    largest = float(tensor.abs().max()) if tensor.numel() else 0.0
    return draw.normal(*tensor.shape, scale=NEAR * largest, dtype=torch.float64)


def _gradients(function: Callable[..., torch.Tensor], tensors: list[torch.Tensor], cotangent: torch.Tensor) -> Tensors:
    leaves = [tensor.detach().requires_grad_() for tensor in tensors]
    return torch.autograd.grad(function(*leaves), leaves, cotangent, materialize_grads=True)


def _close(one: torch.Tensor, other: torch.Tensor) -> bool:
    if not one.numel():
        return True
    return bool((one - other).abs().max() <= JUMP * one.abs().max())
