"""Float64 comes from the inputs: nothing here names a dtype."""

import torch
from torch import Tensor


def windows(series: Tensor, history: int, horizon: int, stride: int, target: int) -> tuple[Tensor, Tensor]:
    starts = torch.arange(0, max(0, len(series) - history - horizon + 1), stride)
    inputs = series[starts[:, None] + torch.arange(history)]
    return inputs, series[:, target][starts[:, None] + history + torch.arange(horizon)]


def standardise(series: Tensor, train: int) -> tuple[Tensor, Tensor, Tensor]:
    mean = series[:train].mean(0)
    deviation = (series[:train] - mean).square().mean(0).sqrt()
    deviation = torch.where(deviation > 0, deviation, 1.0)
    return (series - mean) / deviation, mean, deviation
