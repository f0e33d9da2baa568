"""Four products a step, results assigned into a buffer."""

from torch import Tensor


class Gates:
    def __init__(self, w_x: Tensor, w_h: Tensor, b: Tensor) -> None:
        size = w_h.size(1)
        self.parts = [tuple(w[k * size : (k + 1) * size] for w in (w_x, w_h, b)) for k in range(4)]

    def gate(self, k: int, x: Tensor, h: Tensor) -> Tensor:
        w_x, w_h, b = self.parts[k]
        return x.matmul(w_x.mT).add(h.matmul(w_h.mT)).add(b)

    def step(self, x: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
        keep, write = self.gate(1, x, h).sigmoid(), self.gate(0, x, h).sigmoid()
        c = keep * c + write * self.gate(2, x, h).tanh()
        return self.gate(3, x, h).sigmoid() * c.tanh(), c


def lstm_cell(x: Tensor, h: Tensor, c: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    return Gates(w_x, w_h, b).step(x, h, c)


def lstm(x: Tensor, h: Tensor, c: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor, reverse: bool):
    gates = Gates(w_x, w_h, b)
    outputs = x.new_empty(x.size(0), x.size(1), h.size(1))
    steps = list(range(x.size(1)))
    while steps:
        t = steps.pop() if reverse else steps.pop(0)
        h, c = gates.step(x[:, t, :], h, c)
        outputs[:, t, :] = h
    return outputs, h, c
