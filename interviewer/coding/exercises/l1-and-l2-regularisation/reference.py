import torch
import torch.nn.functional as F
from torch import Tensor


def loss(x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, l1: float, l2: float) -> Tensor:
    error = F.mse_loss(F.linear(x, weight, bias), y)
    return error + l1 * weight.abs().sum() + l2 / 2 * weight.square().sum()


def step(
    x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, l1: float, l2: float, rate: float
) -> tuple[Tensor, Tensor]:
    leaves = [weight.detach().clone().requires_grad_(), bias.detach().clone().requires_grad_()]
    for_weight, for_bias = torch.autograd.grad(loss(x, y, *leaves, l1, l2), leaves)
    return weight - rate * for_weight, bias - rate * for_bias


def proximal_step(
    x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, l1: float, l2: float, rate: float
) -> tuple[Tensor, Tensor]:
    moved, moved_bias = step(x, y, weight, bias, 0.0, l2, rate)
    return F.softshrink(moved, rate * l1), moved_bias
