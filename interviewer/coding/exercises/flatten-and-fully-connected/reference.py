"""Float64 comes from the inputs: nothing here names a dtype."""

import torch.nn.functional as F
from torch import Tensor


def flatten(x: Tensor, start: int) -> Tensor:
    return x.flatten(start)


def fully_connected(x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    return F.linear(x, weight, bias)


def head(x: Tensor, weights: list[Tensor], biases: list[Tensor | None]) -> Tensor:
    x = x.flatten(1)
    for position, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
        x = F.linear(x.relu() if position else x, weight, bias)
    return x
