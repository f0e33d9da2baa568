from torch import Tensor


def loss(x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, l1: float, l2: float) -> Tensor:
    raise NotImplementedError


def step(
    x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, l1: float, l2: float, rate: float
) -> tuple[Tensor, Tensor]:
    raise NotImplementedError


def proximal_step(
    x: Tensor, y: Tensor, weight: Tensor, bias: Tensor, l1: float, l2: float, rate: float
) -> tuple[Tensor, Tensor]:
    raise NotImplementedError
