# fails: shape, stride > 1
import torch


def windows(series, history, horizon, stride, target):
    last_start = series.shape[0] - history - horizon
    starts = torch.arange(0, max(last_start + 1, 0), device=series.device)
    past = starts[:, None] + torch.arange(history, device=series.device)
    future = starts[:, None] + history + torch.arange(horizon, device=series.device)
    inputs = series[past]
    targets = series[future, target]
    return inputs, targets


def standardise(series, train):
    part = series[:train]
    mean = part.mean(dim=0)
    deviation = part.std(dim=0, correction=0)
    deviation = torch.where(deviation == 0, torch.ones_like(deviation), deviation)
    scaled = (series - mean) / deviation
    return scaled, mean, deviation
