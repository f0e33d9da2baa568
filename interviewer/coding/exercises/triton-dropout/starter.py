import torch
import triton
import triton.language as tl
from torch import Tensor


@triton.jit
def dropout_kernel(x, out, count, p, seed, BLOCK: tl.constexpr):
    pass


def dropout(x: Tensor, p: float, seed: int) -> Tensor:
    raise NotImplementedError
