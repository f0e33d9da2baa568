from collections.abc import Iterable

import torch
from torch.nn import Parameter


class Adam:
    def __init__(
        self,
        parameters: Iterable[Parameter],
        lr: float,
        betas: tuple[float, float],
        eps: float,
        weight_decay: float,
        decoupled: bool,
    ) -> None:
        make = torch.optim.AdamW if decoupled else torch.optim.Adam
        self._optimiser = make(parameters, lr=lr, betas=betas, eps=eps, weight_decay=weight_decay)

    def step(self) -> None:
        self._optimiser.step()

    def zero_grad(self) -> None:
        self._optimiser.zero_grad(set_to_none=True)
