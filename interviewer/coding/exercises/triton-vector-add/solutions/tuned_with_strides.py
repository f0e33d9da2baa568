"""Reads matrices where they lie, by their strides; nothing is copied."""

import torch
import triton
import triton.language as tl


@triton.autotune(
    configs=[triton.Config({"BLOCK": 1024}, num_warps=8), triton.Config({"BLOCK": 128}, num_warps=2)], key=["count"]
)
@triton.jit
def add_strided(x, y, out, count, width, x_row, x_column, y_row, y_column, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    inside = at < count
    row, column = at // width, at % width
    left = tl.load(x + row * x_row + column * x_column, mask=inside)
    right = tl.load(y + row * y_row + column * y_column, mask=inside)
    tl.store(out + at, left + right, mask=inside)


def add(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    out = torch.empty(x.shape, dtype=x.dtype, device=x.device)
    if out.numel() == 0:
        return out
    width = x.shape[-1]
    rows_x, rows_y = x.reshape(-1, width), y.reshape(-1, width)

    def grid(meta):
        return (triton.cdiv(out.numel(), meta["BLOCK"]),)

    add_strided[grid](rows_x, rows_y, out, out.numel(), width, *rows_x.stride(), *rows_y.stride())
    return out
