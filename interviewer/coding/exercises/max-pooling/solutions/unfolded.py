import math

from torch import Tensor
from torch.nn import functional


def max_pool2d(x: Tensor, kernel: tuple[int, int], stride: int, padding: int) -> Tensor:
    x = functional.pad(x, [padding] * 4, value=-math.inf)
    windows = x.unfold(2, kernel[0], stride).unfold(3, kernel[1], stride)
    return windows.flatten(-2).max(dim=-1).values
