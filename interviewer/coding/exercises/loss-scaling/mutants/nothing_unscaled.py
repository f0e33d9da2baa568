# fails: state
import torch


class LossScaler:
    def __init__(self, factor, growth, backoff, interval):
        self.factor = factor
        self.growth = growth
        self.backoff = backoff
        self.interval = interval
        self.good = 0

    def scaled(self, loss):
        return loss * self.factor

    def step(self, optimiser):
        finite = True
        for group in optimiser.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    if not torch.isfinite(p.grad).all():
                        finite = False
        if finite:
            optimiser.step()
            self.good += 1
            if self.good == self.interval:
                self.factor *= self.growth
                self.good = 0
        else:
            self.factor *= self.backoff
            self.good = 0
        return finite
