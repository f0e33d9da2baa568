"""The frozen blocks run first, without a graph; then the rest."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import Optimizer


def split(model: nn.Module) -> tuple[list[nn.Module], list[nn.Module]]:
    frozen, learning = [], []
    for block in model.blocks:
        (learning if next(block.parameters()).requires_grad else frozen).append(block)
    return frozen, learning


def unfreeze_upper(model: nn.Module, count: int) -> None:
    blocks = list(model.blocks)
    for depth, block in enumerate(reversed(blocks)):
        block.requires_grad_(depth < count)
    model.head.requires_grad_()


def parameter_groups(model: nn.Module, rate: float, factor: float) -> list[dict[str, Any]]:
    _, learning = split(model)
    learning.append(model.head)
    top_down = learning[::-1]
    return [{"params": [*top_down[i].parameters()], "lr": rate * pow(factor, i)} for i in range(len(top_down))]


def fine_tune_step(model: nn.Module, optimizer: Optimizer, x: Tensor, labels: Tensor) -> Tensor:
    frozen, learning = split(model)
    with torch.no_grad():
        for block in frozen:
            x = block.eval()(x)
    for block in learning:
        x = block.train()(x)
    logits = model.head(x.mean(dim=(-1, -2)))
    loss = functional.nll_loss(functional.log_softmax(logits, dim=-1), labels)
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
        parameter.grad = gradient
    optimizer.step()
    return loss.detach()
