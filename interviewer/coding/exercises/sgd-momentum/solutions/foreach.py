import torch


class SGD:
    def __init__(self, params, lr, mu, decay, look_ahead):
        self.params, self.lr, self.mu, self.decay, self.look_ahead = [*params], lr, mu, decay, look_ahead
        self.v = {}

    def step(self):
        with torch.no_grad():
            used = [(k, p) for k, p in enumerate(self.params) if p.grad is not None]
            if not used:
                return
            g = torch._foreach_add([p.grad for _, p in used], [p.detach() for _, p in used], alpha=self.decay)
            for (k, p), each in zip(used, g):
                old = self.v.get(k, torch.zeros_like(p))
                self.v[k] = self.mu * old + each
                p.copy_(p - self.lr * (each + self.mu * self.v[k] if self.look_ahead else self.v[k]))

    def zero_grad(self):
        for p in self.params:
            p.grad = None
