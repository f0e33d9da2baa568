"""A model object; the gradients are autograd's."""

import torch
from torch import Tensor, nn


class Penalised(nn.Module):
    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight.detach().clone())
        self.bias = nn.Parameter(bias.detach().clone())

    def error(self, x: Tensor, y: Tensor) -> Tensor:
        return nn.functional.mse_loss(nn.functional.linear(x, self.weight, self.bias), y)

    def descend(self, value: Tensor, rate: float) -> tuple[Tensor, Tensor]:
        value.backward()
        with torch.no_grad():
            for parameter in self.parameters():
                parameter.sub_(parameter.grad, alpha=rate)
        return self.weight.detach(), self.bias.detach()


def penalty(weight: Tensor, l1: float, l2: float) -> Tensor:
    return l1 * weight.norm(p=1) + l2 * weight.pow(2).sum() / 2


def loss(x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, l1: float, l2: float) -> Tensor:
    return (nn.functional.linear(x, weight, bias) - y).square().mean() + penalty(weight, l1, l2)


def step(
    x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, l1: float, l2: float, rate: float
) -> tuple[Tensor, Tensor]:
    model = Penalised(weight, bias)
    return model.descend(model.error(x, y) + penalty(model.weight, l1, l2), rate)


def proximal_step(
    x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, l1: float, l2: float, rate: float
) -> tuple[Tensor, Tensor]:
    model = Penalised(weight, bias)
    moved, moved_bias = model.descend(model.error(x, y) + penalty(model.weight, 0.0, l2), rate)
    threshold = rate * l1
    return torch.relu(moved - threshold) - torch.relu(-moved - threshold), moved_bias
