# fails: no gradient
import math

import torch


def flatten(x, start):
    return x.reshape(*x.shape[:start], math.prod(x.shape[start:]))


def fully_connected(x, weight, bias):
    out = x @ weight.T
    return out if bias is None else out + bias


def head(x, weights, biases):
    x = flatten(torch.tensor(x.tolist(), device=x.device).reshape(x.shape), 1)
    for i, (weight, bias) in enumerate(zip(weights, biases)):
        x = fully_connected(x, weight, bias)
        if i < len(weights) - 1:
            x = torch.relu(x)
    return x
