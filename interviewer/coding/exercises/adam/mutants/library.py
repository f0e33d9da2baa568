# fails: barred operation
import torch


class Adam:
    def __init__(self, parameters, lr, betas, eps, weight_decay, decoupled):
        kind = torch.optim.AdamW if decoupled else torch.optim.Adam
        self.inner = kind(list(parameters), lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)

    def step(self):
        self.inner.step()

    def zero_grad(self):
        self.inner.zero_grad(set_to_none=True)
