import torch
from torch import Tensor, nn


class _Network(nn.Module):
    """Two layers; the weights are copies of those that are passed."""

    def __init__(self, first: Tensor, first_bias: Tensor, second: Tensor, second_bias: Tensor) -> None:
        super().__init__()
        self.first, self.first_bias = nn.Parameter(first.clone()), nn.Parameter(first_bias.clone())
        self.second, self.second_bias = nn.Parameter(second.clone()), nn.Parameter(second_bias.clone())

    def forward(self, x: Tensor) -> Tensor:
        return torch.tanh(x @ self.first + self.first_bias) @ self.second + self.second_bias

    @property
    def gradients(self) -> dict[str, Tensor]:
        """Zeros where a parameter has none."""
        named = self.named_parameters()
        return {name: torch.zeros_like(one) if one.grad is None else one.grad.clone() for name, one in named}


class Generator(_Network):
    """Noise (N, Z) to samples (N, X)."""


class Discriminator(_Network):
    """Samples (N, X) to logits (N, 1)."""
