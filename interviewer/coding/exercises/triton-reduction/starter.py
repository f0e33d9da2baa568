import torch
import triton
import triton.language as tl
from torch import Tensor


@triton.jit
def total_kernel(x, out, count, BLOCK: tl.constexpr):
    pass


def total(x: Tensor) -> Tensor:
    raise NotImplementedError
