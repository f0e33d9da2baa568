"""Float64 comes from the inputs: nothing here names a dtype."""

import math

import torch
from torch import Tensor


def flip(x: Tensor, horizontally: bool, vertically: bool) -> Tensor:
    return x.flip([dimension for dimension, wanted in ((2, vertically), (3, horizontally)) if wanted])


def quarter_turns(x: Tensor, turns: int) -> Tensor:
    return x.rot90(turns, (2, 3))


def rotate(x: Tensor, degrees: float) -> Tensor:
    height, width = x.shape[2:]
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    u = torch.arange(height, dtype=x.dtype)[:, None] - (height - 1) / 2
    v = torch.arange(width, dtype=x.dtype)[None, :] - (width - 1) / 2
    row = u * cosine + v * sine + (height - 1) / 2
    column = v * cosine - u * sine + (width - 1) / 2
    result = torch.zeros_like(x)
    for i in (row.floor(), row.floor() + 1):
        for j in (column.floor(), column.floor() + 1):
            inside = (i >= 0) & (i < height) & (j >= 0) & (j < width)
            share = (1 - (row - i).abs()) * (1 - (column - j).abs()) * inside
            result = result + share * x[:, :, i.clamp(0, height - 1).long(), j.clamp(0, width - 1).long()]
    return result


def augment(x: Tensor, probability: float) -> Tensor:
    flipped = torch.where(torch.rand(len(x))[:, None, None, None] < probability, x.flip(3), x)
    turns = torch.randint(4, (len(x), 1, 1, 1))
    result = flipped
    for count in (1, 2, 3):
        result = torch.where(turns == count, flipped.rot90(count, (2, 3)), result)
    return result
