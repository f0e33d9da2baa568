# fails: not finite, zero gradient
import torch


class Adam:
    def __init__(self, parameters, lr, betas, eps, weight_decay, decoupled):
        self.parameters = list(parameters)
        self.lr, self.eps = lr, eps
        self.b1, self.b2 = betas
        self.weight_decay, self.decoupled = weight_decay, decoupled
        self.m = [torch.zeros_like(p) for p in self.parameters]
        self.v = [torch.zeros_like(p) for p in self.parameters]
        self.t = [0] * len(self.parameters)

    @torch.no_grad()
    def step(self):
        for k, p in enumerate(self.parameters):
            if p.grad is None:
                continue
            self.t[k] += 1
            g = p.grad
            if self.decoupled:
                p.mul_(1 - self.lr * self.weight_decay)
            else:
                g = g + self.weight_decay * p
            self.m[k] = self.b1 * self.m[k] + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v[k] + (1 - self.b2) * g**2
            m_hat = self.m[k] / (1 - self.b1 ** self.t[k])
            v_hat = self.v[k] / (1 - self.b2 ** self.t[k])
            p.sub_(self.lr * m_hat / v_hat.sqrt())

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None
