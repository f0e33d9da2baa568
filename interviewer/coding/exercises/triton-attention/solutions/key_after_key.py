"""No tl.dot: a block of queries meets one key at a time, and the softmax is updated after each."""

import math

import torch
import triton
import triton.language as tl


@triton.jit
def one_key_at_a_time(Q, K, V, O, M, N, scale, causal, sq, sk, sv, D: tl.constexpr, ROWS: tl.constexpr):
    rows = tl.program_id(0) * ROWS + tl.arange(0, ROWS)
    head = tl.program_id(1)
    d = tl.arange(0, D)
    inside = (rows < M)[:, None] & (d < D)[None, :]
    q = tl.load(Q + head * sq + rows[:, None] * D + d[None, :], mask=inside, other=0.0).to(tl.float32) * scale
    biggest = tl.full([ROWS], -1.0e30, tl.float32)
    total = tl.zeros([ROWS], tl.float32)
    result = tl.zeros([ROWS, D], tl.float32)
    for j in range(N):
        key = tl.load(K + head * sk + j * D + d).to(tl.float32)
        value = tl.load(V + head * sv + j * D + d).to(tl.float32)
        score = tl.sum(q * key[None, :], axis=1)
        allowed = (causal == 0) | (rows >= j)
        score = tl.where(allowed, score, -1.0e30)
        bigger = tl.maximum(biggest, score)
        shrink = tl.exp(biggest - bigger)
        weight = tl.where(allowed, tl.exp(score - bigger), 0.0)
        total = total * shrink + weight
        result = result * shrink[:, None] + weight[:, None] * value[None, :]
        biggest = bigger
    tl.store(O + head * M * D + rows[:, None] * D + d[None, :], result / total[:, None], mask=inside)


def attention(q, k, v, causal):
    q, k, v = (part.contiguous() for part in (q, k, v))
    heads, M, D = q.shape
    out = torch.empty_like(q)
    steps = q.stride(0), k.stride(0), v.stride(0)
    grid = (triton.cdiv(M, 64), heads)
    one_key_at_a_time[grid](q, k, v, out, M, k.size(1), 1 / math.sqrt(D), int(causal), *steps, D=D, ROWS=64)
    return out
