from torch import Tensor


def local_response_norm(x: Tensor, size: int, k: float, alpha: float, beta: float) -> Tensor:
    raise NotImplementedError


def alexnet_stem(x: Tensor, weight: Tensor, bias: Tensor, size: int, k: float, alpha: float, beta: float) -> Tensor:
    raise NotImplementedError
