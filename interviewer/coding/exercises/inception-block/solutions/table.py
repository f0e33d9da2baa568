"""The block as data: a list of branches, each a list of layers."""

import math

import torch
from torch import Tensor, nn

BRANCHES = (("one",), ("three_reduce", "three"), ("five_reduce", "five"), ("max", "pool"))


class Layer:
    def __init__(self, name: str, parameters: dict[str, Tensor]) -> None:
        self.weight, self.bias = parameters[f"{name}.weight"], parameters[f"{name}.bias"]

    def __call__(self, x: Tensor) -> Tensor:
        return torch.conv2d(x, self.weight, self.bias, padding="same").clamp_min(0)

    def cost(self) -> int:
        return math.prod(self.weight.shape)


def inception_block(x: Tensor, parameters: dict[str, Tensor]) -> Tensor:
    results = []
    for branch in BRANCHES:
        maps = x
        for name in branch:
            maps = nn.MaxPool2d(3, stride=1, padding=1)(maps) if name == "max" else Layer(name, parameters)(maps)
        results.append(maps)
    return torch.hstack(results)


def multiplications(parameters: dict[str, Tensor], height: int, width: int) -> int:
    names = [name for branch in BRANCHES for name in branch if name != "max"]
    return height * width * sum(Layer(name, parameters).cost() for name in names)
