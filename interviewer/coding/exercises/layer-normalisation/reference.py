"""
Float64 comes from the inputs: nothing here names a dtype. In a constant vector the differences from the mean are
exactly 0 (the library's kernel leaves some rounding there).
"""

import torch
from torch import Tensor


def layer_norm(x: Tensor, gain: Tensor, shift: Tensor, eps: float) -> Tensor:
    centred = x - x.mean(-1, keepdim=True)
    return centred / (centred.square().mean(-1, keepdim=True) + eps).sqrt() * gain + shift


def layer_norm_backward(upstream: Tensor, x: Tensor, gain: Tensor, eps: float) -> tuple[Tensor, Tensor, Tensor]:
    leaves = [x.detach().requires_grad_(), gain.detach().requires_grad_(), torch.zeros_like(gain).requires_grad_()]
    output = layer_norm(leaves[0], leaves[1], leaves[2], eps)
    of_x, of_gain, of_shift = torch.autograd.grad(output, leaves, upstream)
    return of_x, of_gain, of_shift
