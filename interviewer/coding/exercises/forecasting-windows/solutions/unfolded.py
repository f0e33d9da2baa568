from torch import Tensor


def windows(series: Tensor, history: int, horizon: int, stride: int, target: int) -> tuple[Tensor, Tensor]:
    length = history + horizon
    if series.shape[0] < length:
        return series.new_empty(0, history, series.shape[1]), series.new_empty(0, horizon)
    whole = series.unfold(0, length, stride).transpose(1, 2)
    return whole[:, :history], whole[:, history:, target]


def standardise(series: Tensor, train: int) -> tuple[Tensor, Tensor, Tensor]:
    mean = series[:train].sum(0) / train
    centred = series - mean
    variance = (centred[:train] ** 2).sum(0) / train
    variance[variance == 0] = 1
    deviation = variance**0.5
    return centred / deviation, mean, deviation
