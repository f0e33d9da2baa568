from torch import Tensor


def sum_pool2d(x: Tensor, kernel: tuple[int, int], stride: int, padding: int) -> Tensor:
    raise NotImplementedError


def average_pool2d(x: Tensor, kernel: tuple[int, int], stride: int, padding: int, count_padding: bool) -> Tensor:
    raise NotImplementedError


def global_average_pool(x: Tensor) -> Tensor:
    raise NotImplementedError
