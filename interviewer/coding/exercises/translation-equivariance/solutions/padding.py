import torch
import torch.nn.functional as F


def shift(x, rows, columns):
    h, w = x.shape[2:]
    if abs(rows) >= h or abs(columns) >= w:
        return torch.zeros_like(x)
    return F.pad(x, (columns, -columns, rows, -rows))


def margin(kernels):
    return sum((k - 1) // 2 for k in kernels)


def equivariance_gap(network, x, rows, columns, margin):
    h, w = x.shape[2:]
    with torch.no_grad():
        difference = network(shift(x, rows, columns)) - shift(network(x), rows, columns)
    seen = difference[:, :, margin + max(rows, 0) : max(0, h - margin + min(rows, 0))]
    seen = seen[:, :, :, margin + max(columns, 0) : max(0, w - margin + min(columns, 0))]
    return seen.abs().max() if seen.numel() else torch.zeros((), dtype=x.dtype)
