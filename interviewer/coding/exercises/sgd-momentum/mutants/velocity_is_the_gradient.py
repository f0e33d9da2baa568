# fails: values, accumulated
import torch


class SGD:
    def __init__(self, parameters, lr, momentum, weight_decay, nesterov):
        self.parameters = list(parameters)
        self.lr = lr
        self.momentum = momentum
        self.weight_decay = weight_decay
        self.nesterov = nesterov
        self.velocities = [None for p in self.parameters]

    @torch.no_grad()
    def step(self):
        for k, p in enumerate(self.parameters):
            if p.grad is None:
                continue
            g = p.grad + self.weight_decay * p if self.weight_decay else p.grad
            if self.velocities[k] is None:
                self.velocities[k] = g
            else:
                self.velocities[k] = self.velocities[k].mul(self.momentum).add(g)
            v = self.velocities[k]
            d = g + self.momentum * v if self.nesterov else v
            p.sub_(self.lr * d)

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None
