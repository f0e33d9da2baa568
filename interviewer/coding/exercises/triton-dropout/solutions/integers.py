"""Compares whole numbers of 32 bits with a threshold; a matrix is walked over row by row."""

import torch
import triton
import triton.language as tl


@triton.jit
def by_rows(x, y, width, row_step, column_step, threshold, factor, seed, BLOCK: tl.constexpr, STEPS: tl.constexpr):
    row = tl.program_id(0)
    for step in range(STEPS):
        column = step * BLOCK + tl.arange(0, BLOCK)
        inside = column < width
        drawn = tl.randint(seed, row * width + column).to(tl.uint32, bitcast=True) >> 8
        value = tl.load(x + row * row_step + column * column_step, mask=inside, other=0.0)
        tl.store(y + row * width + column, tl.where(drawn >= threshold, value * factor, 0.0), mask=inside)


def dropout(x: torch.Tensor, p: float, seed: int) -> torch.Tensor:
    matrix = x[None] if x.dim() == 1 else x
    y = torch.empty(x.shape, dtype=x.dtype, device=x.device)
    if x.numel() > 0:
        rows, width = matrix.shape
        steps = triton.cdiv(width, 512)
        by_rows[(rows,)](matrix, y, width, *matrix.stride(), int(p * 2**24), 1 / (1 - p), seed, BLOCK=512, STEPS=steps)
    return y
