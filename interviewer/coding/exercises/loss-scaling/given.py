import torch
from torch import nn


class HalfRange(torch.autograd.Function):
    """Gradients pass with the range of float16, though not with its rounding: too small is 0, too large is infinite."""

    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, gradient):
        gradient = torch.where(gradient.abs() < 2.0**-24, torch.zeros_like(gradient), gradient)
        return torch.where(gradient.abs() > 65504.0, gradient.sign() * torch.inf, gradient)


class Network(nn.Module):
    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1, self.b1 = nn.Parameter(w1), nn.Parameter(b1)
        self.w2, self.b2 = nn.Parameter(w2), nn.Parameter(b2)
        self.unused = nn.Parameter(torch.ones_like(b2))

    def forward(self, x):
        return HalfRange.apply(torch.tanh(x @ self.w1 + self.b1) @ self.w2 + self.b2)


def descent(model, lr):
    """With momentum, and the layers in groups of their own."""
    groups = [{"params": [model.unused, model.w1, model.b1]}, {"params": [model.w2, model.b2], "lr": lr / 2}]
    return torch.optim.SGD(groups, lr=lr, momentum=0.9)


def train(model, optimiser, scaler, x, y, bad):
    """One step: what the scaler's step returned. ``bad``: the last gradient gets a NaN."""
    optimiser.zero_grad()
    loss = nn.functional.mse_loss(model(x), y)
    scaler.scaled(loss).backward()
    if bad:
        model.b2.grad[-1] = torch.nan
    return scaler.step(optimiser)
