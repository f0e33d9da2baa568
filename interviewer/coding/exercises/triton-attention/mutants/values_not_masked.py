# fails: out of bounds
import torch
import triton
import triton.language as tl


@triton.jit
def attention_kernel(q, k, v, out, M, N, scale, CAUSAL: tl.constexpr, D: tl.constexpr, B: tl.constexpr):
    head = tl.program_id(1)
    rows = tl.program_id(0) * B + tl.arange(0, B)
    d = tl.arange(0, D)
    at = (head * M + rows[:, None]) * D + d[None, :]
    queries = tl.load(q + at, mask=rows[:, None] < M, other=0.0).to(tl.float32)
    top = tl.full((B,), -float("inf"), tl.float32)
    total = tl.zeros((B,), tl.float32)
    result = tl.zeros((B, D), tl.float32)
    for start in range(0, N, B):
        columns = start + tl.arange(0, B)
        place = (head * N + columns[:, None]) * D + d[None, :]
        keys = tl.load(k + place, mask=columns[:, None] < N, other=0.0).to(tl.float32)
        values = tl.load(v + place).to(tl.float32)
        scores = tl.dot(queries, tl.trans(keys), input_precision="ieee") * scale
        seen = columns[None, :] < N
        if CAUSAL:
            seen = seen & (columns[None, :] <= rows[:, None])
        scores = tl.where(seen, scores, -float("inf"))
        higher = tl.maximum(top, tl.max(scores, axis=1))
        fade = tl.exp(top - higher)
        weights = tl.exp(scores - higher[:, None])
        total = total * fade + tl.sum(weights, axis=1)
        result = result * fade[:, None] + tl.dot(weights, values, input_precision="ieee")
        top = higher
    tl.store(out + at, result / total[:, None], mask=rows[:, None] < M)


def attention(q, k, v, causal):
    q, k, v = q.contiguous(), k.contiguous(), v.contiguous()
    heads, M, D = q.shape
    out = torch.empty_like(q)
    grid = (triton.cdiv(M, 16), heads)
    attention_kernel[grid](q, k, v, out, M, k.shape[1], D**-0.5, CAUSAL=causal, D=D, B=16)
    return out
