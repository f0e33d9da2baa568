from torch import Tensor


def one_hot(sequence: str) -> Tensor:
    raise NotImplementedError


def scan(sequence: str, matrix: Tensor) -> Tensor:
    raise NotImplementedError


def best_hit(sequence: str, matrix: Tensor) -> tuple[int, str, float] | None:
    raise NotImplementedError
