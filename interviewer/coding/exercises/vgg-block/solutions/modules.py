"""Real layers, with the weights that were given put into them."""

import torch
from torch import Tensor, nn
from torch.func import functional_call


def vgg_block(x: Tensor, weights: list[Tensor], biases: list[Tensor]) -> Tensor:
    layers: list[nn.Module] = []
    state = {}
    for weight, bias in zip(weights, biases, strict=True):
        state[f"{len(layers)}.weight"], state[f"{len(layers)}.bias"] = weight, bias
        layers += [nn.Conv2d(weight.shape[1], weight.shape[0], 3, padding=1), nn.ReLU()]
    layers.append(nn.MaxPool2d(2))
    return functional_call(nn.Sequential(*layers), state, (x,))


def receptive_field(convolutions: int, blocks: int) -> int:
    """Backwards from one output: a pooling doubles and adds nothing, as 2 n is (n - 1) * 2 + 2."""
    pixels = 1
    for _ in range(blocks):
        pixels = 2 * pixels + 2 * convolutions
    return pixels
