import torch
import triton
import triton.language as tl
from torch import Tensor


@triton.jit
def matmul_kernel(a, b, c, M, N, K, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr, BLOCK_K: tl.constexpr):
    pass


def matmul(a: Tensor, b: Tensor) -> Tensor:
    raise NotImplementedError
