"""Float64 comes from the inputs: nothing here names a dtype."""

import torch.nn.functional as F
from torch import Tensor


def sum_pool2d(x: Tensor, kernel: tuple[int, int], stride: int, padding: int) -> Tensor:
    return F.avg_pool2d(x, tuple(kernel), stride, padding, divisor_override=1)


def average_pool2d(x: Tensor, kernel: tuple[int, int], stride: int, padding: int, count_padding: bool) -> Tensor:
    return F.avg_pool2d(x, tuple(kernel), stride, padding, count_include_pad=count_padding)


def global_average_pool(x: Tensor) -> Tensor:
    return x.mean((2, 3))
