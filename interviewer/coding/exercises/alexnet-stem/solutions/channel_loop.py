import torch
import torch.nn as nn
import torch.nn.functional as F


def local_response_norm(x, size, k, alpha, beta):
    outs = []
    C = x.shape[1]
    for c in range(C):
        lo, hi = max(0, c - size // 2), min(C - 1, c + size // 2)
        s = (x[:, lo : hi + 1] ** 2).sum(dim=1)
        outs.append(x[:, c] / (k + alpha * s) ** beta)
    return torch.stack(outs, dim=1)


def alexnet_stem(x, weight, bias, size, k, alpha, beta):
    unfolded = F.unfold(x, 11, padding=2, stride=4)
    rows = (x.shape[2] + 4 - 11) // 4 + 1
    y = weight.flatten(1) @ unfolded + bias[:, None]
    y = y.reshape(x.shape[0], weight.shape[0], rows, -1)
    y = F.relu(y)
    y = local_response_norm(y, size, k, alpha, beta)
    return F.max_pool2d(y, kernel_size=3, stride=2)
