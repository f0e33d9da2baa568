import torch
from torch import Tensor
from torch.optim import Optimizer


class LossScaler:
    def __init__(self, factor: float, growth: float, backoff: float, interval: int) -> None:
        self.factor = factor
        self._growth, self._backoff, self._interval = growth, backoff, interval
        self._good = 0

    def scaled(self, loss: Tensor) -> Tensor:
        return loss * self.factor

    def step(self, optimiser: Optimizer) -> bool:
        parameters = [parameter for group in optimiser.param_groups for parameter in group["params"]]
        slopes = [parameter.grad for parameter in parameters if parameter.grad is not None]
        for slope in slopes:
            slope.div_(self.factor)
        if not all(bool(torch.isfinite(slope).all()) for slope in slopes):
            self.factor *= self._backoff
            self._good = 0
            return False
        optimiser.step()
        self._good += 1
        if self._good == self._interval:
            self.factor *= self._growth
            self._good = 0
        return True
