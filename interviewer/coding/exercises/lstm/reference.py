import torch
from torch import Tensor


def lstm_cell(x: Tensor, h: Tensor, c: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    hidden, cell = torch.lstm_cell(x, (h, c), w_x, w_h, b, torch.zeros_like(b))
    return hidden, cell


def lstm(
    x: Tensor, h: Tensor, c: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor, reverse: bool
) -> tuple[Tensor, Tensor, Tensor]:
    outputs = []
    for step in (x.flip(1) if reverse else x).unbind(1):
        h, c = lstm_cell(step, h, c, w_x, w_h, b)
        outputs.append(h)
    stacked = torch.stack(outputs, dim=1)
    return (stacked.flip(1) if reverse else stacked), h, c
