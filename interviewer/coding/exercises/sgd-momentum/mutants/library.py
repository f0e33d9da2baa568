# fails: barred operation
import torch


class SGD:
    def __init__(self, parameters, lr, momentum, weight_decay, nesterov):
        options = {"momentum": momentum, "weight_decay": weight_decay, "nesterov": nesterov and momentum > 0}
        self.lr = lr
        self.inner = torch.optim.SGD(list(parameters), lr=lr, **options)

    def step(self):
        self.inner.param_groups[0]["lr"] = self.lr
        self.inner.step()

    def zero_grad(self):
        self.inner.zero_grad()
