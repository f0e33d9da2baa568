from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, in_channels, channels, stride):
        super().__init__()
        three = {"kernel_size": 3, "padding": 1, "bias": False}
        self.conv1 = nn.Conv2d(in_channels, channels, stride=stride, **three)
        self.conv2 = nn.Conv2d(channels, channels, **three)
        self.bn1, self.bn2 = nn.BatchNorm2d(channels), nn.BatchNorm2d(channels)
        same = stride == 1 and in_channels == channels
        self.projection = nn.Identity() if same else nn.Conv2d(in_channels, channels, 1, stride=stride, bias=False)
        self.projection_bn = nn.Identity() if same else nn.BatchNorm2d(channels)
        self.act = nn.ReLU()

    def forward(self, x):
        y = self.act(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return self.act(y.add(self.projection_bn(self.projection(x))))
