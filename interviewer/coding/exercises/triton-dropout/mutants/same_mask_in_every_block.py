# fails: chance, several blocks
import torch
import triton
import triton.language as tl


@triton.jit
def dropout_kernel(x, out, count, p, seed, BLOCK: tl.constexpr):
    at = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    mask = at < count
    values = tl.load(x + at, mask=mask)
    keep = tl.rand(seed, tl.arange(0, BLOCK)) > p
    tl.store(out + at, tl.where(keep, values / (1 - p), 0.0), mask=mask)


def dropout(x, p, seed):
    x = x.contiguous()
    out = torch.empty_like(x)
    dropout_kernel[(triton.cdiv(x.numel(), 1024),)](x, out, x.numel(), p, seed, BLOCK=1024)
    return out
