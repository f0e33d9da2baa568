import torch
from torch import Tensor


class Cell:
    def __init__(self, w_x: Tensor, w_h: Tensor, b: Tensor) -> None:
        self.weight = torch.cat([w_x, w_h], dim=1)
        self.b = b

    def __call__(self, x: Tensor, h: Tensor) -> Tensor:
        z = torch.cat([x, h], dim=-1) @ self.weight.mT + self.b
        e = torch.exp(-2 * z.abs())
        return torch.sign(z) * (1 - e) / (1 + e)


def rnn_cell(x, h, w_x, w_h, b):
    return torch.tanh(torch.nn.functional.linear(x, w_x, b) + torch.nn.functional.linear(h, w_h))


def rnn(x, h, w_x, w_h, b, lengths):
    cell = Cell(w_x, w_h, b)
    outputs, last = [], []
    for n in range(x.size(0)):
        count = x.size(1) if lengths is None else int(lengths[n])
        state, row = h[n], []
        for t in range(count):
            state = cell(x[n, t], state)
            row.append(state)
        row += [torch.zeros_like(state)] * (x.size(1) - count)
        outputs.append(torch.stack(row))
        last.append(state)
    return torch.stack(outputs), torch.stack(last)
