from torch import Tensor
from torch.nn import Module
from torch.optim import Optimizer


def train_step(model: Module, optimiser: Optimizer, x: Tensor, y: Tensor, size: int, max_norm: float | None) -> float:
    raise NotImplementedError
