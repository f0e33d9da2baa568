import torch
import torch.nn.functional as F
from torch import Tensor
from torch.nn import Module
from torch.optim import Optimizer


def train_step(model: Module, optimiser: Optimizer, x: Tensor, y: Tensor, size: int, max_norm: float | None) -> float:
    optimiser.zero_grad()
    total = 0.0
    for inputs, targets in zip(x.split(size), y.split(size), strict=True):
        part = F.mse_loss(model(inputs), targets, reduction="sum") / y.numel()
        part.backward()
        total += part.item()
    slopes = [parameter.grad for parameter in model.parameters() if parameter.grad is not None]
    norm = torch.cat([slope.flatten() for slope in slopes]).norm()
    if max_norm is not None and norm > max_norm:
        for slope in slopes:
            slope.mul_(max_norm / norm)
    optimiser.step()
    return total
