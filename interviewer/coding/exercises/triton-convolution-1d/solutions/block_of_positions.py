import torch
import triton
import triton.language as tl


@triton.jit
def conv1d_kernel(
    x_ptr, w_ptr, out_ptr, channels, length, filters, taps, out_length, stride, padding, BLOCK_SIZE: tl.constexpr
):
    sample = tl.program_id(0) // filters
    filter_index = tl.program_id(0) % filters
    out_pos = tl.program_id(1) * BLOCK_SIZE + tl.arange(0, BLOCK_SIZE)
    out_mask = out_pos < out_length
    acc = tl.zeros((BLOCK_SIZE,), dtype=tl.float32)
    for c in range(channels):
        for k in range(taps):
            in_pos = out_pos * stride + k - padding
            in_mask = out_mask & (in_pos >= 0) & (in_pos < length)
            x = tl.load(x_ptr + (sample * channels + c) * length + in_pos, mask=in_mask, other=0.0)
            w = tl.load(w_ptr + (filter_index * channels + c) * taps + k)
            acc += x.to(tl.float32) * w.to(tl.float32)
    tl.store(out_ptr + (sample * filters + filter_index) * out_length + out_pos, acc, mask=out_mask)


def conv1d(x: torch.Tensor, weight: torch.Tensor, stride: int, padding: int) -> torch.Tensor:
    x, weight = x.contiguous(), weight.contiguous()
    batch, channels, length = x.shape
    filters, _, taps = weight.shape
    out_length = (length + 2 * padding - taps) // stride + 1
    out = torch.empty((batch, filters, out_length), dtype=x.dtype, device=x.device)
    grid = (batch * filters, triton.cdiv(out_length, 256))
    conv1d_kernel[grid](x, weight, out, channels, length, filters, taps, out_length, stride, padding, BLOCK_SIZE=256)
    return out
