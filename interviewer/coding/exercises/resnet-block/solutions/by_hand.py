"""Batch normalisation and convolution written out."""

import torch
from torch import Tensor, nn


class Norm(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, x: Tensor) -> Tensor:
        mean, variance = self.running_mean, self.running_var
        if self.training:
            mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3), unbiased=False)
            count = x.numel() / x.shape[1]
            with torch.no_grad():
                self.running_mean.lerp_(mean, 0.1)
                self.running_var.lerp_(variance * count / (count - 1), 0.1)
                self.num_batches_tracked += 1
        shape = (1, -1, 1, 1)
        scaled = (x - mean.reshape(shape)) * torch.rsqrt(variance.reshape(shape) + 1e-5)
        return scaled * self.weight.reshape(shape) + self.bias.reshape(shape)


class Filters(nn.Module):
    def __init__(self, into: int, out: int, kernel: int, stride: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(out, into, kernel, kernel))
        self.kernel, self.stride = kernel, stride

    def forward(self, x: Tensor) -> Tensor:
        x = nn.functional.pad(x, [self.kernel // 2] * 4)
        windows = x.unfold(2, self.kernel, self.stride).unfold(3, self.kernel, self.stride)
        return torch.einsum("nchwij,fcij->nfhw", windows, self.weight)


class ResidualBlock(nn.Module):
    def __init__(self, in_channels: int, channels: int, stride: int) -> None:
        super().__init__()
        self.conv1, self.bn1 = Filters(in_channels, channels, 3, stride), Norm(channels)
        self.conv2, self.bn2 = Filters(channels, channels, 3, 1), Norm(channels)
        if (stride, in_channels) != (1, channels):
            self.projection, self.projection_bn = Filters(in_channels, channels, 1, stride), Norm(channels)

    def forward(self, x: Tensor) -> Tensor:
        main = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        shortcut = self.projection_bn(self.projection(x)) if hasattr(self, "projection") else x
        return torch.relu(main + shortcut)
