from given import Network
from torch import Tensor
from torch.optim import Optimizer


def unfreeze_upper(model: Network, count: int) -> None:
    raise NotImplementedError


def parameter_groups(model: Network, rate: float, factor: float) -> list[dict]:
    raise NotImplementedError


def fine_tune_step(model: Network, optimizer: Optimizer, x: Tensor, labels: Tensor) -> Tensor | float:
    raise NotImplementedError
