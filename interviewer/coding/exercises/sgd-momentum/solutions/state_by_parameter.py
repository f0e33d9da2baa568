"""Velocities are made when they are first needed, and kept by parameter."""

from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn import Parameter


class SGD:
    def __init__(
        self,
        parameters: Iterable[Parameter],
        lr: float,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        self._parameters = tuple(parameters)
        self._velocity: dict[Parameter, Tensor] = {}
        self.lr, self._momentum, self._decay, self._nesterov = lr, momentum, weight_decay, nesterov

    def step(self) -> None:
        for parameter in self._parameters:
            if parameter.grad is not None:
                self._move(parameter, parameter.grad.detach())

    def _move(self, parameter: Parameter, gradient: Tensor) -> None:
        gradient = torch.add(gradient, parameter.data, alpha=self._decay)
        before = self._velocity.get(parameter)
        velocity = gradient if before is None else before * self._momentum + gradient
        self._velocity[parameter] = velocity
        direction = gradient.add(velocity, alpha=self._momentum) if self._nesterov else velocity
        parameter.data.add_(direction, alpha=-self.lr)

    def zero_grad(self) -> None:
        for parameter in self._parameters:
            parameter.grad = None
