from collections.abc import Callable

from torch import Tensor


def shift(x: Tensor, rows: int, columns: int) -> Tensor:
    raise NotImplementedError


def margin(kernels: list[int]) -> int:
    raise NotImplementedError


def equivariance_gap(
    network: Callable[[Tensor], Tensor], x: Tensor, rows: int, columns: int, margin: int
) -> Tensor | float:
    raise NotImplementedError
