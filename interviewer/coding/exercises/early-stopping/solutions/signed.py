"""Figures are turned round for "max", so that smaller is always better; the copy is a whole model."""

import copy
from dataclasses import dataclass, field

import torch
from torch import nn


@dataclass
class EarlyStopping:
    patience: int
    min_delta: float = 0.0
    mode: str = "min"
    history: list[float] = field(default_factory=list)
    kept: nn.Module | None = None
    best: float | None = None
    best_epoch: int | None = None

    def update(self, value: float, model: nn.Module) -> bool:
        sign = -1.0 if self.mode == "max" else 1.0
        limit = float("inf") if self.best is None else sign * self.best - self.min_delta
        first = self.best is None and value == value
        if first or sign * value < limit:
            self.best, self.best_epoch = value, len(self.history)
            self.kept = copy.deepcopy(model)
        self.history.append(value)
        last = -1 if self.best_epoch is None else self.best_epoch
        return len(self.history) - 1 - last >= self.patience

    @torch.no_grad()
    def restore(self, model: nn.Module) -> None:
        if self.kept is None:
            return
        for (_, target), (_, source) in zip(model.state_dict().items(), self.kept.state_dict().items()):
            target.copy_(source)
