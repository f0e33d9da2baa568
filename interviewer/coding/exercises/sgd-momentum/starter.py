from collections.abc import Iterable

from torch.nn import Parameter


class SGD:
    def __init__(
        self, parameters: Iterable[Parameter], lr: float, momentum: float, weight_decay: float, nesterov: bool
    ) -> None:
        raise NotImplementedError

    def step(self) -> None:
        raise NotImplementedError

    def zero_grad(self) -> None:
        raise NotImplementedError
