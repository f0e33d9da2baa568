# fails: values
import torch


def shift(x, rows, columns):
    return torch.roll(x, (rows, columns), dims=(2, 3))


def margin(kernels):
    return sum(k // 2 for k in kernels)


def equivariance_gap(network, x, rows, columns, margin):
    h, w = x.shape[2:]
    difference = (network(shift(x, rows, columns)) - shift(network(x), rows, columns)).abs()
    top, bottom = margin + max(rows, 0), h - margin + min(rows, 0)
    left, right = margin + max(columns, 0), w - margin + min(columns, 0)
    if bottom <= top or right <= left:
        return torch.zeros((), dtype=x.dtype)
    return difference[:, :, top:bottom, left:right].max()
