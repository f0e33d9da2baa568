# fails: values, longer than 1024
import torch
import triton
import triton.language as tl


@triton.jit
def total_kernel(x, out, count, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    values = tl.load(x + at, mask=at < count, other=0.0).to(tl.float32)
    tl.store(out, tl.sum(values, axis=0))


def total(x):
    x = x.contiguous()
    out = torch.zeros((), dtype=torch.float32, device=x.device)
    total_kernel[(triton.cdiv(x.numel(), 1024),)](x, out, x.numel(), BLOCK=1024)
    return out.to(x.dtype)
