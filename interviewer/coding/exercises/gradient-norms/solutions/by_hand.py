"""Backpropagation by hand; residual layers with small branches as the remedy."""

import torch
from torch import Tensor


def _activate(z: Tensor, name: str) -> tuple[Tensor, Tensor]:
    """The activation, and its derivative."""
    if name == "relu":
        return z.clamp(min=0), (z > 0).to(z.dtype)
    if name == "tanh":
        a = z.tanh()
        return a, 1 - a.square()
    a = z.sigmoid()
    return a, a * (1 - a)


def gradient_norms(x: Tensor, y: Tensor, weights: list[Tensor], activation: str, residual: bool) -> Tensor:
    seen, h = [], x
    for weight in weights:
        value, slope = _activate(torch.einsum("nj,ij->ni", h, weight), activation)
        seen.append((h, slope))
        h = value + h if residual else value
    above = 2 / y.numel() * (h - y)
    norms = x.new_empty(len(weights))
    for layer in reversed(range(len(weights))):
        below, slope = seen[layer]
        delta = above * slope
        norms[layer] = (delta.mT @ below).pow(2).sum().sqrt()
        above = delta @ weights[layer] + (above if residual else 0)
    return norms


def remedy(width: int, depth: int) -> tuple[list[Tensor], str, bool]:
    return [torch.empty(width, width).normal_(std=(width * depth) ** -0.5) for _ in range(depth)], "tanh", True
