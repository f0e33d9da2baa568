# fails: values, rate changed
import torch


class SGD:
    def __init__(self, parameters, lr, momentum, weight_decay, nesterov):
        self.parameters = list(parameters)
        self.lr = lr
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.nesterov = nesterov
        self.velocities = [torch.zeros_like(p) for p in self.parameters]

    @torch.no_grad()
    def step(self):
        for p, v in zip(self.parameters, self.velocities):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p
            v.mul_(self.momentum).add_(self.lr * g)
            d = self.lr * g + self.momentum * v if self.nesterov else v
            p.sub_(d)

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None
