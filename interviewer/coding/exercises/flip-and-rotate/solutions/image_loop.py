"""One image at a time, with Python's own random numbers, and rotation as one matrix of weights."""

import math
import random

import torch
from torch import Tensor


def reverse(x: Tensor, dim: int) -> Tensor:
    return x.index_select(dim, torch.tensor(list(range(x.size(dim)))[::-1], device=x.device))


def flip(x: Tensor, horizontally: bool, vertically: bool) -> Tensor:
    x = reverse(x, -1) if horizontally else x
    return reverse(x, -2) if vertically else x


def quarter_turns(x: Tensor, turns: int) -> Tensor:
    match turns % 4:
        case 0:
            return x.clone()
        case 1:
            return reverse(x.mT, -2)
        case 2:
            return flip(x, True, True)
    return reverse(x.mT, -1)


def rotate(x: Tensor, degrees: float) -> Tensor:
    height, width = x.shape[-2:]
    angle = degrees * math.pi / 180
    weights = [[0.0] * (height * width) for _ in range(height * width)]
    for i in range(height):
        for j in range(width):
            u, v = i - (height - 1) / 2, j - (width - 1) / 2
            row = u * math.cos(angle) + v * math.sin(angle) + (height - 1) / 2
            column = v * math.cos(angle) - u * math.sin(angle) + (width - 1) / 2
            for p in range(math.floor(row), math.floor(row) + 2):
                for q in range(math.floor(column), math.floor(column) + 2):
                    if 0 <= p < height and 0 <= q < width:
                        share = (1 - abs(row - p)) * (1 - abs(column - q))
                        weights[i * width + j][p * width + q] += share
    matrix = x.new_tensor(weights)
    return (x.reshape(*x.shape[:2], -1) @ matrix.T).reshape(x.shape)


def augment(x: Tensor, probability: float) -> Tensor:
    images = []
    for image in x.unbind(0):
        mirrored = flip(image[None], random.random() < probability, False)
        images.append(quarter_turns(mirrored, random.randrange(4)))
    return torch.cat(images)
