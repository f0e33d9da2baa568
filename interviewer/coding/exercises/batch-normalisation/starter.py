from torch import Tensor, nn


class BatchNorm(nn.Module):
    def __init__(self, channels: int, eps: float, momentum: float) -> None:
        super().__init__()
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        raise NotImplementedError
