from torch import Tensor


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    raise NotImplementedError
