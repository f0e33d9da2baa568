import torch
from torch import nn


class Network(nn.Module):
    """Two layers. It counts the largest batch that it saw, and the most graphs that waited for their backward pass."""

    def __init__(self, w1, b1, w2, b2):
        super().__init__()
        self.w1, self.b1 = nn.Parameter(w1), nn.Parameter(b1)
        self.w2, self.b2 = nn.Parameter(w2), nn.Parameter(b2)
        self.largest = self.graphs = self._waiting = 0

    def forward(self, x):
        self.largest = max(self.largest, len(x))
        result = torch.tanh(x @ self.w1 + self.b1) @ self.w2 + self.b2
        if result.requires_grad:
            self._waiting += 1
            self.graphs = max(self.graphs, self._waiting)
            result.register_hook(self._done)
        return result

    def _done(self, gradient):
        self._waiting -= 1

    def leave_gradients(self):
        """As an earlier backward pass would."""
        for parameter in self.parameters():
            parameter.grad = torch.ones_like(parameter)


class Descent(torch.optim.SGD):
    """It counts its steps."""

    def __init__(self, model, lr):
        super().__init__(model.parameters(), lr=lr, momentum=0.5)
        self.steps = 0

    def step(self, closure=None):
        self.steps += 1
        return super().step(closure)
