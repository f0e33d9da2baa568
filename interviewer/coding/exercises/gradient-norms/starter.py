from torch import Tensor


def gradient_norms(x: Tensor, y: Tensor, weights: list[Tensor], activation: str, residual: bool) -> Tensor:
    raise NotImplementedError


def remedy(width: int, depth: int) -> tuple[list[Tensor], str, bool]:
    raise NotImplementedError
