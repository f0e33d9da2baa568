import torch
from torch import nn


class Deep(nn.Module):
    def __init__(self, weights, activation, residual):
        super().__init__()
        self.layers = nn.ModuleList()
        for weight in weights:
            layer = nn.Linear(*weight.shape, bias=False, device=weight.device, dtype=weight.dtype)
            layer.weight.data.copy_(weight)
            self.layers.append(layer)
        self.act = {"sigmoid": nn.Sigmoid(), "tanh": nn.Tanh(), "relu": nn.ReLU()}[activation]
        self.residual = residual

    def forward(self, x):
        for layer in self.layers:
            x = self.act(layer(x)) + (x if self.residual else 0)
        return x


def gradient_norms(x, y, weights, activation, residual):
    model = Deep(weights, activation, residual)
    nn.functional.mse_loss(model(x), y).backward()
    return torch.tensor(
        [torch.linalg.matrix_norm(layer.weight.grad).item() for layer in model.layers], dtype=x.dtype, device=x.device
    )


def remedy(width, depth):
    return [nn.init.orthogonal_(torch.empty(width, width)) for _ in range(depth)], "tanh", False
