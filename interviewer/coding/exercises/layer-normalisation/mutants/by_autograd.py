# fails: barred operation
import torch


def layer_norm(x, gain, shift, eps):
    centred = x - x.mean(-1, keepdim=True)
    return centred / (centred.square().mean(-1, keepdim=True) + eps).sqrt() * gain + shift


def layer_norm_backward(upstream, x, gain, eps):
    leaves = [x.clone().requires_grad_(), gain.clone().requires_grad_(), torch.zeros_like(gain, requires_grad=True)]
    return torch.autograd.grad(layer_norm(*leaves, eps), leaves, upstream)
