from torch import Tensor


def vgg_block(x: Tensor, weights: list[Tensor], biases: list[Tensor]) -> Tensor:
    raise NotImplementedError


def receptive_field(convolutions: int, blocks: int) -> int:
    raise NotImplementedError
