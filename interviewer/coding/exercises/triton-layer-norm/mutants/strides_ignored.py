# fails: values, not contiguous
import torch
import triton
import triton.language as tl


@triton.jit
def layer_norm_kernel(x, weight, bias, out, width, eps, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    column = tl.arange(0, BLOCK)
    mask = column < width
    values = tl.load(x + row * width + column, mask=mask, other=0.0).to(tl.float32)
    mean = tl.sum(values, axis=0) / width
    centred = tl.where(mask, values - mean, 0.0)
    variance = tl.sum(centred * centred, axis=0) / width
    result = centred / tl.sqrt(variance + eps)
    w = tl.load(weight + column, mask=mask).to(tl.float32)
    b = tl.load(bias + column, mask=mask).to(tl.float32)
    tl.store(out + row * width + column, result * w + b, mask=mask)


def layer_norm(x, weight, bias, eps):
    out = torch.empty(x.shape, dtype=x.dtype, device=x.device)
    width = x.shape[-1]
    layer_norm_kernel[(x.numel() // width,)](x, weight, bias, out, width, eps, BLOCK=triton.next_power_of_2(width))
    return out
