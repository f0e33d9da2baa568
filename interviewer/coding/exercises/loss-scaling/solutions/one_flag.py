"""The gradients are flattened; one sum tells whether all are finite, and it is read once."""

import torch
from torch import Tensor
from torch.optim import Optimizer


class LossScaler:
    def __init__(self, factor: float, growth: float, backoff: float, interval: int) -> None:
        self.factor = float(factor)
        self._up, self._down = growth, backoff
        self._interval = self._left = interval

    def scaled(self, loss: Tensor) -> Tensor:
        return torch.mul(loss, self.factor)

    @torch.no_grad()
    def step(self, optimiser: Optimizer) -> bool:
        used = [p for group in optimiser.param_groups for p in group["params"] if p.grad is not None]
        everything = torch.cat([p.grad.reshape(-1) for p in used])
        if not bool(torch.isfinite(everything * 0.0).all()):
            self._scale(self._down)
            return False
        for p in used:
            p.grad = p.grad * (1.0 / self.factor)
        optimiser.step()
        self._left -= 1
        if not self._left:
            self._scale(self._up)
        return True

    def _scale(self, by: float) -> None:
        self.factor *= by
        self._left = self._interval
