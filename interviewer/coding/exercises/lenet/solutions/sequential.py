"""A Sequential of named layers: those without weights leave no trace in the state."""

from collections import OrderedDict

from torch import nn


class LeNet(nn.Sequential):
    def __init__(self, channels: int, classes: int) -> None:
        layers: list[tuple[str, nn.Module]] = [
            ("conv1", nn.Conv2d(channels, 6, 5, padding=2)),
            ("tanh1", nn.Tanh()),
            ("pool1", nn.AvgPool2d(2, 2)),
            ("conv2", nn.Conv2d(6, 16, 5)),
            ("tanh2", nn.Tanh()),
            ("pool2", nn.AvgPool2d(2, 2)),
            ("flat", nn.Flatten()),
            ("fc1", nn.Linear(400, 120)),
            ("tanh3", nn.Tanh()),
            ("fc2", nn.Linear(120, 84)),
            ("tanh4", nn.Tanh()),
            ("fc3", nn.Linear(84, classes)),
        ]
        super().__init__(OrderedDict(layers))
