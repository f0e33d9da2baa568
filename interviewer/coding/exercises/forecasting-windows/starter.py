from torch import Tensor


def windows(series: Tensor, history: int, horizon: int, stride: int, target: int) -> tuple[Tensor, Tensor]:
    raise NotImplementedError


def standardise(series: Tensor, train: int) -> tuple[Tensor, Tensor, Tensor]:
    raise NotImplementedError
