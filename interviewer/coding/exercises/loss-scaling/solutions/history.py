import math

import torch


class LossScaler:
    def __init__(self, factor, growth, backoff, interval):
        self.base, self.exponents, self.growth, self.backoff = factor, [], growth, backoff
        self.interval = interval
        self.streak = []

    @property
    def factor(self):
        return self.base * math.prod(self.exponents)

    def scaled(self, loss):
        return self.factor * loss

    def _gradients(self, optimiser):
        for group in optimiser.param_groups:
            yield from (p.grad for p in group["params"] if p.grad is not None)

    def step(self, optimiser):
        inverse = 1 / self.factor
        for gradient in self._gradients(optimiser):
            gradient *= inverse
        bad = any(torch.isnan(g).any() or torch.isinf(g).any() for g in self._gradients(optimiser))
        if bad:
            self.streak.clear()
            self.exponents.append(self.backoff)
            return False
        optimiser.step()
        self.streak.append(True)
        if len(self.streak) >= self.interval:
            self.streak = []
            self.exponents.append(self.growth)
        return True
