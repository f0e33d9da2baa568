"""Reads every view where it lies, in base 2, and stops at the diagonal where attention is causal."""

import torch
import triton
import triton.language as tl


@triton.jit
def tile(start, rows, step, column_step, limit, D: tl.constexpr):
    d = tl.arange(0, D)
    at = start + rows[:, None] * step + d[None, :] * column_step
    return tl.load(at, mask=rows[:, None] < limit, other=0.0).to(tl.float32)


@triton.jit
def kernel(
    q, k, v, o, m, n, factor, q0, q1, q2, k0, k1, k2, v0, v1, v2, causal: tl.constexpr, D: tl.constexpr, B: tl.constexpr
):
    h = tl.program_id(0)
    rows = tl.program_id(1) * B + tl.arange(0, B)
    queries = tile(q + h * q0, rows, q1, q2, m, D)
    top = tl.full((B, 1), float("-inf"), dtype=tl.float32)
    denominator = tl.zeros((B, 1), dtype=tl.float32)
    numerator = tl.zeros((B, D), dtype=tl.float32)
    end = n
    if causal:
        end = tl.minimum(n, tl.program_id(1) * B + B)
    for first in range(0, end, B):
        keys = first + tl.arange(0, B)
        logits = tl.dot(queries, tile(k + h * k0, keys, k1, k2, n, D).T, input_precision="ieee") * factor
        hidden = (keys >= n)[None, :]
        if causal:
            hidden = hidden | (keys[None, :] > rows[:, None])
        logits = tl.where(hidden, float("-inf"), logits)
        higher = tl.maximum(top, tl.max(logits, axis=1, keep_dims=True))
        powers = tl.exp2(logits - higher)
        fade = tl.exp2(top - higher)
        denominator = denominator * fade + tl.sum(powers, axis=1, keep_dims=True)
        numerator = tl.dot(powers, tile(v + h * v0, keys, v1, v2, n, D), numerator * fade, input_precision="ieee")
        top = higher
    d = tl.arange(0, D)
    tl.store(o + (h * m + rows[:, None]) * D + d[None, :], numerator / denominator, mask=rows[:, None] < m)


def attention(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, causal: bool) -> torch.Tensor:
    heads, m, d = q.shape
    n = k.shape[1]
    o = q.new_empty(heads, m, d)
    factor = 1.4426950408889634 / d**0.5
    grid = (heads, triton.cdiv(m, 16))
    kernel[grid](q, k, v, o, m, n, factor, *q.stride(), *k.stride(), *v.stride(), causal=causal, D=d, B=16)
    return o
