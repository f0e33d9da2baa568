from collections.abc import Iterable

import torch
from torch.nn import Parameter


class SGD:
    def __init__(
        self, parameters: Iterable[Parameter], lr: float, momentum: float, weight_decay: float, nesterov: bool
    ) -> None:
        self.lr = lr
        nesterov = (
            nesterov and momentum > 0
        )  # torch refuses Nesterov without momentum; the formula is then that of plain descent
        self._optimiser = torch.optim.SGD(
            parameters, lr=lr, momentum=momentum, weight_decay=weight_decay, nesterov=nesterov
        )

    def step(self) -> None:
        self._optimiser.param_groups[0]["lr"] = self.lr
        self._optimiser.step()

    def zero_grad(self) -> None:
        self._optimiser.zero_grad(set_to_none=True)
