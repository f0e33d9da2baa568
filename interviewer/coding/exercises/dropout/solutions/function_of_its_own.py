"""An autograd function that keeps its mask."""

import torch


class _Dropout(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, p):
        dropped = torch.bernoulli(torch.full(x.shape, p, device=x.device)).bool()
        ctx.save_for_backward(dropped)
        ctx.factor = 1 / (1 - p) if p < 1 else 0.0
        return (x * ctx.factor).masked_fill(dropped, 0)

    @staticmethod
    def backward(ctx, above):
        (dropped,) = ctx.saved_tensors
        return torch.where(dropped, torch.zeros_like(above), above * ctx.factor), None


def dropout(x, p, training):
    return _Dropout.apply(x, p) if training else x
