from torch import Tensor


def inception_block(x: Tensor, parameters: dict[str, Tensor]) -> Tensor:
    raise NotImplementedError


def multiplications(parameters: dict[str, Tensor], height: int, width: int) -> int:
    raise NotImplementedError
