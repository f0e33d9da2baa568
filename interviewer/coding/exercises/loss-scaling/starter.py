from torch import Tensor
from torch.optim import Optimizer


class LossScaler:
    def __init__(self, factor: float, growth: float, backoff: float, interval: int) -> None:
        raise NotImplementedError

    def scaled(self, loss: Tensor) -> Tensor:
        raise NotImplementedError

    def step(self, optimiser: Optimizer) -> bool:
        raise NotImplementedError
