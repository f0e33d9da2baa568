from torch import Tensor


def lstm_cell(x: Tensor, h: Tensor, c: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    raise NotImplementedError


def lstm(
    x: Tensor, h: Tensor, c: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor, reverse: bool
) -> tuple[Tensor, Tensor, Tensor]:
    raise NotImplementedError
