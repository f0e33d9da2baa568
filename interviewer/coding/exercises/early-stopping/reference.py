import copy
import math
from typing import Any

from torch.nn import Module


class EarlyStopping:
    def __init__(self, patience: int, min_delta: float, mode: str) -> None:
        self.best: float | None = None
        self.best_epoch: int | None = None
        self._patience, self._delta, self._larger = patience, min_delta, mode == "max"
        self._epoch = self._without = 0
        self._state: dict[str, Any] | None = None

    def update(self, value: float, model: Module) -> bool:
        if self._improves(value):
            self.best, self.best_epoch, self._without = value, self._epoch, 0
            self._state = copy.deepcopy(model.state_dict())
        else:
            self._without += 1
        self._epoch += 1
        return self._without >= self._patience

    def restore(self, model: Module) -> None:
        if self._state is not None:
            model.load_state_dict(self._state)

    def _improves(self, value: float) -> bool:
        if math.isnan(value) or self.best is None:
            return not math.isnan(value)
        return value > self.best + self._delta if self._larger else value < self.best - self._delta
