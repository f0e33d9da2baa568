import torch
import torch.nn.functional as F
from torch import Tensor

_NAMES = ("w1", "b1", "w2", "b2")


def forward(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> tuple[Tensor, Tensor]:
    hidden = torch.tanh(x @ w1 + b1)
    return hidden, hidden @ w2 + b2


def loss(x: Tensor, y: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    return F.mse_loss(forward(x, w1, b1, w2, b2)[1], y)


def gradients(x: Tensor, y: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> dict[str, Tensor]:
    weights = [tensor.detach().clone().requires_grad_() for tensor in (w1, b1, w2, b2)]
    return dict(zip(_NAMES, torch.autograd.grad(loss(x, y, *weights), weights), strict=True))


def update(
    x: Tensor, y: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor, rate: float
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    slopes = gradients(x, y, w1, b1, w2, b2)
    return w1 - rate * slopes["w1"], b1 - rate * slopes["b1"], w2 - rate * slopes["w2"], b2 - rate * slopes["b2"]
