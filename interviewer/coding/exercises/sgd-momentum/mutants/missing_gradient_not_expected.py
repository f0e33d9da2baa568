# fails: raises, no gradient
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
            g = p.grad + self.weight_decay * p
            v.mul_(self.momentum).add_(g)
            d = g + self.momentum * v if self.nesterov else v
            p.sub_(self.lr * d)

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None
