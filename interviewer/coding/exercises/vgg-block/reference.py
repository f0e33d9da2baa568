"""Float64 comes from the inputs: nothing here names a dtype."""

import torch.nn.functional as F
from torch import Tensor


def vgg_block(x: Tensor, weights: list[Tensor], biases: list[Tensor]) -> Tensor:
    for weight, bias in zip(weights, biases, strict=True):
        x = F.conv2d(x, weight, bias, padding=1).relu()
    return F.max_pool2d(x, 2)


def receptive_field(convolutions: int, blocks: int) -> int:
    field = step = 1
    for _ in range(blocks):
        field += (2 * convolutions + 1) * step
        step *= 2
    return field
