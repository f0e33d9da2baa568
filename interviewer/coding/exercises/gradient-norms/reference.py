import torch
from torch import Tensor

_ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}


def gradient_norms(x: Tensor, y: Tensor, weights: list[Tensor], activation: str, residual: bool) -> Tensor:
    leaves = [weight.detach().clone().requires_grad_() for weight in weights]
    loss = (output(x, leaves, activation, residual) - y).square().mean()
    return torch.stack([slope.norm() for slope in torch.autograd.grad(loss, leaves)])


def output(x: Tensor, weights: list[Tensor], activation: str, residual: bool) -> Tensor:
    for weight in weights:
        branch = _ACTIVATIONS[activation](x @ weight.T)
        x = x + branch if residual else branch
    return x


def remedy(width: int, depth: int) -> tuple[list[Tensor], str, bool]:
    return [torch.randn(width, width) * width**-0.5 for _ in range(depth)], "tanh", False
