"""A fixed number of programs; each takes every PROGRAMS-th block."""

import torch
import triton
from triton import language as tl

PROGRAMS = 4
BLOCK = 512


@triton.jit
def kernel(a, b, c, n, step, size: tl.constexpr):
    start = tl.program_id(0) * size
    for first in range(start, n, step):
        i = first + tl.arange(0, size)
        tl.store(c + i, tl.load(a + i, i < n, other=0) + tl.load(b + i, i < n, other=0), i < n)


def add(a, b):
    c = torch.empty(a.shape, dtype=a.dtype, device=a.device)
    if c.numel():
        kernel[(PROGRAMS,)](a.contiguous(), b.contiguous(), c, c.numel(), PROGRAMS * BLOCK, size=BLOCK)
    return c
