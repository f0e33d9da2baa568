# fails: values, padding
import torch
import triton
import triton.language as tl


@triton.jit
def conv1d_kernel(x, weight, out, C, L, F, K, O, stride, padding, BLOCK: tl.constexpr):
    n, f = tl.program_id(0) // F, tl.program_id(0) % F
    position = tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    total = tl.zeros((BLOCK,), dtype=tl.float32)
    for c in range(C):
        for k in range(K):
            place = position * stride + k - 2 * padding
            seen = (position < O) & (place >= 0) & (place < L)
            value = tl.load(x + (n * C + c) * L + place, mask=seen, other=0.0)
            tap = tl.load(weight + (f * C + c) * K + k)
            total += value.to(tl.float32) * tap.to(tl.float32)
    tl.store(out + (n * F + f) * O + position, total, mask=position < O)


def conv1d(x, weight, stride, padding):
    x, weight = x.contiguous(), weight.contiguous()
    N, C, L = x.shape
    F, _, K = weight.shape
    O = (L + 2 * padding - K) // stride + 1
    out = torch.empty((N, F, O), dtype=x.dtype, device=x.device)
    conv1d_kernel[(N * F, triton.cdiv(O, 64))](x, weight, out, C, L, F, K, O, stride, padding, BLOCK=64)
    return out
