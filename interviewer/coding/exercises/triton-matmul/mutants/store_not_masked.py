# fails: out of bounds
import torch
import triton
import triton.language as tl


@triton.jit
def matmul_kernel(a, b, c, M, N, K, BLOCK: tl.constexpr):
    i = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)[:, None]
    j = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)[None, :]
    total = tl.zeros((BLOCK, BLOCK), dtype=tl.float32)
    for start in range(0, K, BLOCK):
        k_a = start + tl.arange(0, BLOCK)[None, :]
        k_b = start + tl.arange(0, BLOCK)[:, None]
        left = tl.load(a + i * K + k_a, mask=(i < M) & (k_a < K), other=0.0)
        right = tl.load(b + k_b * N + j, mask=(k_b < K) & (j < N), other=0.0)
        total += tl.dot(left, right, input_precision="ieee")
    tl.store(c + i * N + j, total, mask=i < M)


def matmul(a, b):
    a, b = a.contiguous(), b.contiguous()
    M, K = a.shape
    N = b.shape[1]
    c = torch.empty((M, N), dtype=a.dtype, device=a.device)
    matmul_kernel[(triton.cdiv(M, 16), triton.cdiv(N, 16))](a, b, c, M, N, K, BLOCK=16)
    return c
