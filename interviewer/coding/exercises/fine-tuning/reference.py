"""Float64 comes from the model: nothing here names a dtype."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def unfreeze_upper(model: nn.Module, count: int) -> None:
    lower = len(model.blocks) - count
    for position, block in enumerate(model.blocks):
        block.requires_grad_(position >= lower)
    model.head.requires_grad_(True)


def parameter_groups(model: nn.Module, rate: float, factor: float) -> list[dict[str, Any]]:
    learning = [block for block in reversed(model.blocks) if _learns(block)]
    parts = [model.head, *learning]
    return [{"params": list(part.parameters()), "lr": rate * factor**depth} for depth, part in enumerate(parts)]


def fine_tune_step(model: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor, labels: Tensor) -> float:
    for block in model.blocks:
        block.train(_learns(block))
    optimizer.zero_grad()
    loss = F.cross_entropy(model(x), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def _learns(block: nn.Module) -> bool:
    return all(parameter.requires_grad for parameter in block.parameters())
