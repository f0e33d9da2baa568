# fails: raises, stride > 1
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, in_channels, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, channels, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.projects = stride != 1 or in_channels != channels
        if self.projects:
            self.projection = nn.Conv2d(in_channels, channels, 1, stride=stride, bias=False)
            self.projection_bn = nn.BatchNorm2d(channels)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        shortcut = self.projection_bn(self.projection(x)) if self.projects else x
        return torch.relu(out + shortcut)
