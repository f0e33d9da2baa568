import torch
from torch import Tensor


def rnn_cell(x: Tensor, h: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor) -> Tensor:
    return torch.rnn_tanh_cell(x, h, w_x, w_h, b, torch.zeros_like(b))


def rnn(x: Tensor, h: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor, lengths: Tensor | None) -> tuple[Tensor, Tensor]:
    states = []
    for t in range(x.shape[1]):
        h = rnn_cell(x[:, t], h, w_x, w_h, b)
        states.append(h)
    outputs = torch.stack(states, dim=1)
    if lengths is None:
        return outputs, h
    real = torch.arange(x.shape[1], device=x.device) < lengths[:, None]
    last = outputs[torch.arange(x.shape[0], device=x.device), lengths - 1]
    return outputs.masked_fill(~real[..., None], 0.0), last
