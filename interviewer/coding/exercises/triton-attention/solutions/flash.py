import torch
import triton
import triton.language as tl


@triton.jit
def attention_kernel(
    q_ptr, k_ptr, v_ptr, out_ptr, n_queries, n_keys, scale,
    CAUSAL: tl.constexpr, HEAD_DIM: tl.constexpr, BLOCK_M: tl.constexpr, BLOCK_N: tl.constexpr,
):  # fmt: skip
    head = tl.program_id(1)
    offs_m = tl.program_id(0) * BLOCK_M + tl.arange(0, BLOCK_M)
    offs_d = tl.arange(0, HEAD_DIM)
    q_mask = offs_m[:, None] < n_queries
    q_ptrs = q_ptr + (head * n_queries + offs_m[:, None]) * HEAD_DIM + offs_d[None, :]
    q = tl.load(q_ptrs, mask=q_mask, other=0.0).to(tl.float32)
    running_max = tl.full((BLOCK_M,), -float("inf"), tl.float32)
    running_sum = tl.zeros((BLOCK_M,), tl.float32)
    acc = tl.zeros((BLOCK_M, HEAD_DIM), tl.float32)
    for start in range(0, n_keys, BLOCK_N):
        offs_n = start + tl.arange(0, BLOCK_N)
        kv_mask = offs_n[:, None] < n_keys
        kv_offsets = (head * n_keys + offs_n[:, None]) * HEAD_DIM + offs_d[None, :]
        k = tl.load(k_ptr + kv_offsets, mask=kv_mask, other=0.0).to(tl.float32)
        v = tl.load(v_ptr + kv_offsets, mask=kv_mask, other=0.0).to(tl.float32)
        scores = tl.dot(q, tl.trans(k), input_precision="ieee") * scale
        seen = offs_n[None, :] < n_keys
        if CAUSAL:
            seen = seen & (offs_n[None, :] <= offs_m[:, None])
        scores = tl.where(seen, scores, -float("inf"))
        new_max = tl.maximum(running_max, tl.max(scores, axis=1))
        correction = tl.exp(running_max - new_max)
        weights = tl.exp(scores - new_max[:, None])
        running_sum = running_sum * correction + tl.sum(weights, axis=1)
        acc = acc * correction[:, None] + tl.dot(weights, v, input_precision="ieee")
        running_max = new_max
    out_ptrs = out_ptr + (head * n_queries + offs_m[:, None]) * HEAD_DIM + offs_d[None, :]
    tl.store(out_ptrs, acc / running_sum[:, None], mask=q_mask)


def attention(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, causal: bool) -> torch.Tensor:
    q, k, v = q.contiguous(), k.contiguous(), v.contiguous()
    heads, n_queries, head_dim = q.shape
    n_keys = k.shape[1]
    out = torch.empty_like(q)
    grid = (triton.cdiv(n_queries, 32), heads)
    attention_kernel[grid](
        q, k, v, out, n_queries, n_keys, head_dim**-0.5,
        CAUSAL=causal, HEAD_DIM=head_dim, BLOCK_M=32, BLOCK_N=32,
    )  # fmt: skip
    return out
