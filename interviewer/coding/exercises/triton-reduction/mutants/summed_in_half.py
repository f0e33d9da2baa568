# fails: not finite, partial sums above the range of float16
import torch
import triton
import triton.language as tl


@triton.jit
def total_kernel(x, out, count, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    values = tl.load(x + at, mask=at < count, other=0.0)
    tl.atomic_add(out, tl.sum(values, axis=0))


def total(x):
    x = x.contiguous()
    out = torch.zeros((), dtype=x.dtype, device=x.device)
    total_kernel[(triton.cdiv(x.numel(), 1024),)](x, out, x.numel(), BLOCK=1024)
    return out.to(x.dtype)
