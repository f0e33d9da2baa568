import torch
import triton
import triton.language as tl
from torch import Tensor


@triton.jit
def add_kernel(x, y, out, count, BLOCK: tl.constexpr):
    pass


def add(x: Tensor, y: Tensor) -> Tensor:
    raise NotImplementedError
