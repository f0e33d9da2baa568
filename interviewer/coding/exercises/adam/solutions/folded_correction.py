import math

import torch


class Adam:
    """The corrections are folded into the rate and eps, as the paper suggests."""

    def __init__(self, params, lr, betas, eps, wd, decoupled):
        self.slots = [{"p": p, "t": 0, "m": None, "v": None} for p in params]
        self.hyper = (lr, betas[0], betas[1], eps, wd, decoupled)

    def step(self):
        lr, b1, b2, eps, wd, decoupled = self.hyper
        for slot in self.slots:
            p = slot["p"]
            if p.grad is None:
                continue
            slot["t"] += 1
            value, g = p.detach(), p.grad.detach()
            if decoupled:
                value = value - lr * wd * value
            elif wd != 0:
                g = g + wd * value
            m, v = slot["m"], slot["v"]
            slot["m"] = m = (1 - b1) * g if m is None else b1 * m + (1 - b1) * g
            slot["v"] = v = (1 - b2) * g * g if v is None else b2 * v + (1 - b2) * g * g
            c2 = math.sqrt(1 - b2 ** slot["t"])
            rate = lr * c2 / (1 - b1 ** slot["t"])
            p.data = value - rate * m / (torch.sqrt(v) + eps * c2)

    def zero_grad(self):
        for slot in self.slots:
            slot["p"].grad = None
