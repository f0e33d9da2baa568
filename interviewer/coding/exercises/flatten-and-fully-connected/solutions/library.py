from torch import Tensor, nn
from torch.nn import functional


def flatten(x: Tensor, start: int) -> Tensor:
    return nn.Flatten(start_dim=start)(x)


def fully_connected(x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    return functional.linear(x, weight, bias)


def head(x: Tensor, weights: list[Tensor], biases: list[Tensor | None]) -> Tensor:
    hidden = flatten(x, 1)
    for layer in range(len(weights)):
        hidden = fully_connected(hidden, weights[layer], biases[layer])
        if layer < len(weights) - 1:
            hidden = functional.relu(hidden)
    return hidden
