"""A program holds a block of windows, positions by channel times tap, and takes all filters, one after another."""

import torch
import triton
import triton.language as tl


@triton.jit
def kernel(x, w, y, C, L, K, OUT, F, stride, padding, x0, x1, x2, w0, w1, w2, TERMS: tl.constexpr, BLOCK: tl.constexpr):
    n = tl.program_id(1)
    o = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    term = tl.arange(0, TERMS)
    c, k = term // K, term % K
    at = o[:, None] * stride - padding + k[None, :]
    inside = (o < OUT)[:, None] & (term < C * K)[None, :] & (at >= 0) & (at < L)
    windows = tl.load(x + n * x0 + c[None, :] * x1 + at * x2, mask=inside, other=0.0).to(tl.float32)
    for f in range(F):
        taps = tl.load(w + f * w0 + c * w1 + k * w2, mask=term < C * K, other=0.0).to(tl.float32)
        tl.store(y + (n * F + f) * OUT + o, tl.sum(windows * taps[None, :], axis=1), mask=o < OUT)


def conv1d(x, weight, stride, padding):
    N, C, L = x.shape
    F, _, K = weight.shape
    OUT = (L - K + 2 * padding) // stride + 1
    y = x.new_empty(N, F, OUT)
    kernel[triton.cdiv(OUT, 64), N](
        x, weight, y, C, L, K, OUT, F, stride, padding, *x.stride(), *weight.stride(),
        TERMS=triton.next_power_of_2(C * K), BLOCK=64,
    )  # fmt: skip
    return y
