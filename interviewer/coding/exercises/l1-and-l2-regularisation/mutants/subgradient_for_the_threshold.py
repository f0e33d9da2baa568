# fails: values, proximal
import torch


def loss(x, y, weight, bias, l1, l2):
    error = ((x @ weight.T + bias - y) ** 2).mean()
    return error + l1 * weight.abs().sum() + 0.5 * l2 * (weight**2).sum()


def _error_gradients(x, y, weight, bias):
    e = 2 * (x @ weight.T + bias - y) / y.numel()
    return e.T @ x, e.sum(0)


def step(x, y, weight, bias, l1, l2, rate):
    for_weight, for_bias = _error_gradients(x, y, weight, bias)
    for_weight = for_weight + l1 * torch.sign(weight) + l2 * weight
    return weight - rate * for_weight, bias - rate * for_bias


def proximal_step(x, y, weight, bias, l1, l2, rate):
    for_weight, for_bias = _error_gradients(x, y, weight, bias)
    moved = weight - rate * (for_weight + l2 * weight)
    shrunk = moved - rate * l1 * torch.sign(moved)
    return shrunk, bias - rate * for_bias
