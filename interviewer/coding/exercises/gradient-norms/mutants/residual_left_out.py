# fails: values, residual
import torch

ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}


def gradient_norms(x, y, weights, activation, residual):
    leaves = [w.detach().clone().requires_grad_(True) for w in weights]
    h = x
    for w in leaves:
        out = ACTIVATIONS[activation](h @ w.T)
        h = out
    loss = ((h - y) ** 2).mean()
    gradients = torch.autograd.grad(loss, leaves)
    return torch.stack([g.norm() for g in gradients])


def remedy(width, depth):
    weights = [torch.randn(width, width) * (2 / width) ** 0.5 for _ in range(depth)]
    return weights, "relu", False
