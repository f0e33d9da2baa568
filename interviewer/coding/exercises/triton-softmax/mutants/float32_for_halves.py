# fails: dtype, float16
import torch
import triton
import triton.language as tl


@triton.jit
def softmax_kernel(x, out, width, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    column = tl.arange(0, BLOCK)
    mask = column < width
    values = tl.load(x + row * width + column, mask=mask, other=-float("inf")).to(tl.float32)
    values = values - tl.max(values, axis=0)
    powers = tl.exp(values)
    result = powers / tl.sum(powers, axis=0)
    tl.store(out + row * width + column, result, mask=mask)


def softmax(x):
    x = x.contiguous()
    out = torch.empty_like(x, dtype=torch.float32)
    rows, width = x.shape
    softmax_kernel[(rows,)](x, out, width, BLOCK=triton.next_power_of_2(width))
    return out
