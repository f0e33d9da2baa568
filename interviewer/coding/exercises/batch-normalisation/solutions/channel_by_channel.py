import torch
from torch import nn


class BatchNorm(nn.Module):
    def __init__(self, channels, eps, momentum):
        nn.Module.__init__(self)
        self.channels, self.eps, self.momentum = channels, eps, momentum
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))

    def _one(self, values, c):
        if self.training:
            variance, mean = torch.var_mean(values, correction=0)
            self.running_mean[c] += self.momentum * (mean.item() - self.running_mean[c])
            self.running_var[c] += self.momentum * (values.detach().var() - self.running_var[c])
        else:
            mean, variance = self.running_mean[c], self.running_var[c]
        return (values - mean) * (variance + self.eps) ** -0.5 * self.weight[c] + self.bias[c]

    def forward(self, x):
        return torch.stack([self._one(x[:, c], c) for c in range(self.channels)], dim=1)
