from torch import Tensor


def add(x: Tensor, y: Tensor) -> Tensor:
    return x + y
