"""Each program takes ROWS rows at once, as a two-dimensional block, and base 2 instead of base e."""

import torch
import triton
import triton.language as tl

LOG2_E = tl.constexpr(1.4426950408889634)


@triton.jit
def kernel(x, y, n_rows, n_columns, sr, sc, ROWS: tl.constexpr, COLUMNS: tl.constexpr):
    r = tl.program_id(0) * ROWS + tl.arange(0, ROWS)[:, None]
    c = tl.arange(0, COLUMNS)[None, :]
    inside = (r < n_rows) & (c < n_columns)
    block = tl.load(x + r * sr + c * sc, mask=inside, other=float("-inf")).to(tl.float32)
    block = tl.where(r < n_rows, block, 0.0)
    block -= tl.max(block, axis=1, keep_dims=True)
    powers = tl.exp2(block * LOG2_E)
    tl.store(y + r * n_columns + c, powers / tl.sum(powers, axis=1)[:, None], mask=inside)


class Softmax:
    ROWS = 4

    def __call__(self, x):
        y = x.new_empty(x.shape)
        grid = (triton.cdiv(len(x), self.ROWS),)
        kernel[grid](x, y, *x.shape, *x.stride(), ROWS=self.ROWS, COLUMNS=triton.next_power_of_2(x.shape[1]))
        return y


softmax = Softmax()
