"""Networks to measure. Their weights are loaded by name."""

import torch
from torch import Tensor, nn
from torch.nn import functional


class Stack(nn.Module):
    """
    Convolutions with stride 1 and zero padding, and a tanh between them.

    ``kind`` "plain" is only that; "ramp" adds a number that grows with the row to each output, "halved" takes the mean
    of each 2 by 2 block of the output and repeats it.
    """

    def __init__(self, channels: list[int], kernels: list[int], kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.layers = nn.ModuleList(
            nn.Conv2d(into, out, kernel, padding=kernel // 2)
            for into, out, kernel in zip(channels[:-1], channels[1:], kernels, strict=True)
        )

    def forward(self, x: Tensor) -> Tensor:
        for position, layer in enumerate(self.layers):
            x = layer(x.tanh() if position else x)
        if self.kind == "ramp":
            x = x + 0.02 * torch.arange(x.shape[2], dtype=x.dtype, device=x.device)[:, None] ** 2
        if self.kind == "halved":
            x = functional.interpolate(functional.avg_pool2d(x, 2), scale_factor=2, mode="nearest")
        return x
