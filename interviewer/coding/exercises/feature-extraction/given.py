"""The network to reuse, and what is looked at after a step."""

from torch import Tensor, nn


class Network(nn.Module):
    def __init__(self, channels: int, features: int, classes: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, features, 3, padding=1),
            nn.BatchNorm2d(features),
            nn.Tanh(),
            nn.Conv2d(features, features, 3, stride=2, padding=1),
            nn.BatchNorm2d(features),
            nn.Tanh(),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
        )
        self.head = nn.Linear(features, classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.body(x))


def trainable(model: nn.Module) -> dict[str, bool]:
    """For each parameter by name, whether it requires a gradient."""
    return {name: parameter.requires_grad for name, parameter in model.named_parameters()}


def gradients_of_body(model: Network) -> list[str]:
    """The names of those parameters of the body that hold a gradient."""
    return [name for name, parameter in model.body.named_parameters() if parameter.grad is not None]
