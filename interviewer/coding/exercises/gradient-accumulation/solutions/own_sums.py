"""Gradients of each part are asked for and added up by hand."""

import torch
from torch import Tensor, nn


def train_step(
    model: nn.Module, optimiser: torch.optim.Optimizer, x: Tensor, y: Tensor, size: int, max_norm: float | None
) -> Tensor:
    parameters = list(model.parameters())
    sums = [torch.zeros_like(parameter) for parameter in parameters]
    loss = x.new_zeros(())
    for part, target in zip(torch.split(x, size), torch.split(y, size)):
        error = (model(part) - target).pow(2).sum()
        for held, slope in zip(sums, torch.autograd.grad(error, parameters)):
            held += slope / y.numel()
        loss += error.detach() / y.numel()
    norm = torch.sqrt(sum((held**2).sum() for held in sums))
    factor = min(1.0, max_norm / float(norm)) if max_norm is not None and norm > 0 else 1.0
    for parameter, held in zip(parameters, sums):
        parameter.grad = held * factor
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return loss
