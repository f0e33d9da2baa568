"""The network to fine-tune, and what is looked at."""

from typing import Any

from torch import Tensor, nn


class Block(nn.Module):
    def __init__(self, into: int, out: int) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(into, out, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(out)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.convolution(x)).tanh()


class Network(nn.Module):
    def __init__(self, widths: list[int], classes: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(Block(into, out) for into, out in zip(widths[:-1], widths[1:], strict=True))
        self.head = nn.Linear(widths[-1], classes)

    def forward(self, x: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x)
        return self.head(x.mean((2, 3)))


def trainable(model: nn.Module) -> dict[str, bool]:
    """For each parameter by name, whether it requires a gradient."""
    return {name: parameter.requires_grad for name, parameter in model.named_parameters()}


def described(model: nn.Module, groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The groups with the names of their parameters, in alphabetical order."""
    names = {id(parameter): name for name, parameter in model.named_parameters()}
    return [
        {
            "names": sorted(names.get(id(parameter), "of no layer") for parameter in group["params"]),
            "lr": float(group["lr"]),
        }
        for group in groups
    ]
