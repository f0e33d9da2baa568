import torch
from torch import Tensor


def gru_cell(x: Tensor, h: Tensor, w_x: Tensor, w_h: Tensor, b_x: Tensor, b_h: Tensor) -> Tensor:
    return torch.gru_cell(x, h, w_x, w_h, b_x, b_h)


def gru(x: Tensor, h: Tensor, w_x: Tensor, w_h: Tensor, b_x: Tensor, b_h: Tensor) -> tuple[Tensor, Tensor]:
    outputs = []
    for step in x.unbind(1):
        h = torch.gru_cell(step, h, w_x, w_h, b_x, b_h)
        outputs.append(h)
    return torch.stack(outputs, dim=1), h
