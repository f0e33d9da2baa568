"""Every channel becomes a column; new buffers take the place of the old."""

import torch
from torch import Tensor


class BatchNorm(torch.nn.Module):
    running_mean: Tensor
    running_var: Tensor

    def __init__(self, channels: int, eps: float, momentum: float) -> None:
        super().__init__()
        self.eps, self.rate = eps, momentum
        self.register_parameter("weight", torch.nn.Parameter(torch.full((channels,), 1.0)))
        self.register_parameter("bias", torch.nn.Parameter(torch.full((channels,), 0.0)))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))
        self.register_buffer("seen", torch.tensor(0))

    def _statistics(self, columns: Tensor) -> tuple[Tensor, Tensor]:
        if not self.training:
            return self.running_mean, self.running_var
        centre = columns.mean(0)
        squares = (columns - centre).square().sum(0)
        count = len(columns)
        self.running_mean = torch.lerp(self.running_mean, centre.detach(), self.rate)
        self.running_var = torch.lerp(self.running_var, squares.detach() / (count - 1), self.rate)
        self.seen += 1
        return centre, squares / count

    def forward(self, x: Tensor) -> Tensor:
        moved = x.movedim(1, -1)
        columns = moved.reshape(-1, x.shape[1])
        centre, variance = self._statistics(columns)
        factor = self.weight * torch.rsqrt(variance + self.eps)
        result = (columns - centre) * factor + self.bias
        return result.reshape(moved.shape).movedim(-1, 1)
