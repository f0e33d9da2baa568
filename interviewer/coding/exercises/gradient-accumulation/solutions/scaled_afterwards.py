import math

import torch


class Accumulator:
    def __init__(self, model, optimiser):
        self.model, self.optimiser = model, optimiser
        self.count = self.total = 0
        for p in model.parameters():
            p.grad = None

    def add(self, x, y):
        squares = torch.sum((self.model(x) - y) ** 2)
        squares.backward()
        self.total += squares.item()
        self.count += y.numel()

    def finish(self, max_norm):
        grads = [p.grad for p in self.model.parameters()]
        for g in grads:
            g.div_(self.count)
        norm = math.sqrt(sum(g.norm().item() ** 2 for g in grads))
        if max_norm is not None and norm > max_norm:
            for g in grads:
                g.mul_(max_norm / norm)
        self.optimiser.step()
        return self.total / self.count


def train_step(model, optimiser, x, y, size, max_norm):
    accumulator = Accumulator(model, optimiser)
    start = 0
    while start < x.shape[0]:
        accumulator.add(x[start : start + size], y[start : start + size])
        start += size
    return accumulator.finish(max_norm)
