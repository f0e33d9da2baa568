# fails: type
import torch


def shift(x, rows, columns):
    h, w = x.shape[2:]
    out = torch.zeros_like(x)
    if abs(rows) < h and abs(columns) < w:
        kept = x[:, :, max(0, -rows) : h - max(0, rows), max(0, -columns) : w - max(0, columns)]
        out[:, :, max(0, rows) : h + min(0, rows), max(0, columns) : w + min(0, columns)] = kept
    return out


def margin(kernels):
    return sum(k // 2 for k in kernels)


def equivariance_gap(network, x, rows, columns, margin):
    h, w = x.shape[2:]
    difference = (network(shift(x, rows, columns)) - shift(network(x), rows, columns)).abs()
    top, bottom = margin + max(rows, 0), h - margin + min(rows, 0)
    left, right = margin + max(columns, 0), w - margin + min(columns, 0)
    if bottom <= top or right <= left:
        return torch.zeros(x.shape[0], dtype=x.dtype)
    return difference[:, :, top:bottom, left:right].amax((1, 2, 3))
