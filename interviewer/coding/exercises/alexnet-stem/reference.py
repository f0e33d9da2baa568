"""Float64 comes from the inputs: nothing here names a dtype."""

import torch.nn.functional as F
from torch import Tensor


def local_response_norm(x: Tensor, size: int, k: float, alpha: float, beta: float) -> Tensor:
    half, channels = size // 2, x.shape[1]
    squares = F.pad(x * x, (0, 0, 0, 0, half, half))
    energy = sum(squares[:, shift : shift + channels] for shift in range(size))
    return x / (k + alpha * energy) ** beta


def alexnet_stem(x: Tensor, weight: Tensor, bias: Tensor, size: int, k: float, alpha: float, beta: float) -> Tensor:
    maps = F.conv2d(x, weight, bias, stride=4, padding=2).relu()
    return F.max_pool2d(local_response_norm(maps, size, k, alpha, beta), 3, 2)
