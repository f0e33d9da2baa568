from given import Network
from torch import Tensor


def prepare(model: Network, classes: int) -> None:
    raise NotImplementedError


def train_step(model: Network, x: Tensor, labels: Tensor, rate: float) -> Tensor | float:
    raise NotImplementedError
