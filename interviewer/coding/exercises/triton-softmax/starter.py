import torch
import triton
import triton.language as tl
from torch import Tensor


@triton.jit
def softmax_kernel(x, out, width, BLOCK: tl.constexpr):
    pass


def softmax(x: Tensor) -> Tensor:
    raise NotImplementedError
