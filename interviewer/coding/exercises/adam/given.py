import torch
from torch import nn


class Held:
    """Parameters whose gradients are set by hand, as a backward pass would."""

    def __init__(self, tensors):
        self.parameters = [nn.Parameter(tensor) for tensor in tensors]

    def iterated(self):
        """As model.parameters() gives them: a generator, which can be gone through once."""
        return (parameter for parameter in self.parameters)

    def backward(self, gradients):
        """Adds to each grad in place, as autograd does; None: the loss did not depend on that parameter."""
        for parameter, gradient in zip(self.parameters, gradients):
            if gradient is None:
                continue
            if parameter.grad is None:
                parameter.grad = gradient.clone()
            else:
                parameter.grad += gradient

    def values(self):
        return [parameter.detach().clone() for parameter in self.parameters]

    def gradients(self):
        return [None if parameter.grad is None else parameter.grad.clone() for parameter in self.parameters]
