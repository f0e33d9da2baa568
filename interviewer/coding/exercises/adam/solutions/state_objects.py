"""One small object of state for each parameter, made when its first gradient comes; in-place operations."""

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import Parameter


@dataclass
class State:
    first: Tensor
    second: Tensor
    count: int = 0

    def direction(self, gradient: Tensor, betas: tuple[float, float], eps: float) -> Tensor:
        self.count += 1
        self.first.lerp_(gradient, 1 - betas[0])
        self.second.mul_(betas[1]).addcmul_(gradient, gradient, value=1 - betas[1])
        root = self.second.div(1 - betas[1] ** self.count).sqrt_().add_(eps)
        return self.first.div(1 - betas[0] ** self.count).div_(root)


class Adam:
    def __init__(
        self,
        parameters: Iterable[Parameter],
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        decoupled: bool = False,
    ) -> None:
        self.group = [*parameters]
        self.states: dict[int, State] = {}
        self.lr, self.betas, self.eps = lr, betas, eps
        self.shrink = 1 - lr * weight_decay if decoupled else 1.0
        self.penalty = 0.0 if decoupled else weight_decay

    def step(self) -> None:
        with torch.no_grad():
            for parameter in self.group:
                if parameter.grad is not None:
                    self._move(parameter, parameter.grad)

    def _move(self, parameter: Parameter, gradient: Tensor) -> None:
        state = self.states.setdefault(id(parameter), State(torch.zeros_like(parameter), torch.zeros_like(parameter)))
        parameter.mul_(self.shrink)
        gradient = gradient.add(parameter, alpha=self.penalty)
        parameter.add_(state.direction(gradient, self.betas, self.eps), alpha=-self.lr)

    def zero_grad(self) -> None:
        for parameter in self.group:
            parameter.grad = None
