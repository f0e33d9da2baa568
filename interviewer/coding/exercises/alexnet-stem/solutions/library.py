"""The library divides alpha by the size; the formula here does not."""

from torch import Tensor, nn
from torch.nn import functional


def local_response_norm(x: Tensor, size: int, k: float, alpha: float, beta: float) -> Tensor:
    return functional.local_response_norm(x, size, alpha=alpha * size, beta=beta, k=k)


def alexnet_stem(x: Tensor, weight: Tensor, bias: Tensor, size: int, k: float, alpha: float, beta: float) -> Tensor:
    convolved = functional.conv2d(x, weight, bias, stride=4, padding=2)
    stages = nn.Sequential(nn.ReLU(), nn.LocalResponseNorm(size, alpha * size, beta, k), nn.MaxPool2d(3, 2))
    return stages(convolved)
