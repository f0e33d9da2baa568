import torch


def loss(x, y, weight, bias, l1, l2):
    total = 0.0
    for o in range(weight.shape[0]):
        residual = x @ weight[o] + bias[o] - y[:, o]
        total = total + torch.dot(residual, residual) / y.numel()
        total = total + l1 * torch.sum(torch.abs(weight[o])) + l2 * torch.dot(weight[o], weight[o]) / 2
    return total


def _moved(x, y, weight, bias, l1, l2, rate):
    new_weight, new_bias = torch.empty_like(weight), torch.empty_like(bias)
    for o in range(weight.shape[0]):
        residual = 2 * (x @ weight[o] + bias[o] - y[:, o]) / (y.shape[0] * y.shape[1])
        decayed = weight[o] * (1 - rate * l2)
        new_weight[o] = decayed - rate * (x.T @ residual) - rate * l1 * torch.sgn(weight[o])
        new_bias[o] = bias[o] - rate * residual.sum()
    return new_weight, new_bias


def step(x, y, weight, bias, l1, l2, rate):
    return _moved(x, y, weight, bias, l1, l2, rate)


def proximal_step(x, y, weight, bias, l1, l2, rate):
    moved, new_bias = _moved(x, y, weight, bias, 0.0, l2, rate)
    near = moved.abs() <= rate * l1
    return torch.where(near, torch.zeros_like(moved), moved - rate * l1 * torch.sgn(moved)), new_bias
