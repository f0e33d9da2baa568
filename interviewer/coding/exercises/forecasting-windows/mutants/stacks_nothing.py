# fails: raises, too short
import torch


def windows(series, history, horizon, stride, target):
    inputs, targets = [], []
    start = 0
    while start + history + horizon <= len(series):
        middle = start + history
        inputs.append(series[start:middle])
        targets.append(series[middle : middle + horizon, target])
        start += stride
    return torch.stack(inputs), torch.stack(targets)


class Scaler:
    def fit(self, part):
        self.variance, self.mean = torch.var_mean(part, dim=0, unbiased=False)
        self.deviation = self.variance.sqrt().masked_fill(self.variance == 0, 1.0)
        return self

    def transform(self, series):
        return torch.div(series - self.mean, self.deviation)


def standardise(series, train):
    scaler = Scaler().fit(series[:train])
    return [scaler.transform(series), scaler.mean, scaler.deviation]
