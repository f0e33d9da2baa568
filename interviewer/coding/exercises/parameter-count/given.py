"""Models to count."""

import torch
from torch import nn


def plain(into: int, width: int, classes: int) -> nn.Module:
    return nn.Sequential(nn.Linear(into, width), nn.ReLU(), nn.Linear(width, classes, bias=False))


def with_buffers(into: int, width: int, classes: int) -> nn.Module:
    return nn.Sequential(nn.Conv2d(into, width, 3), nn.BatchNorm2d(width), nn.Conv2d(width, classes, 1))


def partly_frozen(into: int, width: int, classes: int) -> nn.Module:
    model = plain(into, width, classes)
    model[0].weight.requires_grad_(False)
    return model


class Tied(nn.Module):
    """The embedding's table is the output layer's weight too."""

    def __init__(self, into: int, width: int, classes: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(into, width)
        self.hidden = nn.Linear(width, width)
        self.output = nn.Linear(width, into)
        self.output.weight = self.embedding.weight


class Recurring(nn.Module):
    """One layer is used twice within a child."""

    def __init__(self, into: int, width: int, classes: int) -> None:
        super().__init__()
        layer = nn.Linear(width, width)
        self.trunk = nn.Sequential(nn.Linear(into, width), layer, nn.Tanh(), layer)
        self.head = nn.Linear(width, classes)


class Own(nn.Module):
    """Holds parameters outside any child: a scale without dimensions and a vector, frozen."""

    def __init__(self, into: int, width: int, classes: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))
        self.token = nn.Parameter(torch.zeros(1, width), requires_grad=False)
        self.inner = nn.Sequential(nn.Linear(into, width), nn.Sequential(nn.Linear(width, classes)))
