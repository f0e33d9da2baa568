# fails: state
import torch
from torch import nn


class BatchNorm(nn.Module):
    def __init__(self, channels, eps, momentum):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def forward(self, x):
        rows = x.movedim(1, -1)
        flat = rows.reshape(-1, rows.shape[-1])
        if self.training:
            mean = flat.mean(0)
            centred = flat - mean
            var = (centred**2).mean(0)
            n = len(flat)
            self.running_mean.lerp_(mean, self.momentum)
            self.running_var.lerp_(var * n / (n - 1), self.momentum)
        else:
            centred, var = flat - self.running_mean, self.running_var
        out = centred / torch.sqrt(var + self.eps) * self.weight + self.bias
        return out.reshape(rows.shape).movedim(-1, 1)
