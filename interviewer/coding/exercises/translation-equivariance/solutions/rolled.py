import torch


def shift(x, rows, columns):
    h, w = x.shape[-2:]
    rolled = torch.roll(x, (rows, columns), dims=(-2, -1))
    i = torch.arange(h, device=x.device).reshape(h, 1)
    j = torch.arange(w, device=x.device).reshape(1, w)
    mask = (i >= rows) & (i < h + rows) & (j >= columns) & (j < w + columns)
    return rolled * mask.to(x.dtype)


def margin(kernels):
    return (sum(kernels) - len(kernels)) // 2


def equivariance_gap(network, x, rows, columns, margin):
    one = network(shift(x, rows, columns))
    two = shift(network(x), rows, columns)
    h, w = x.shape[-2:]
    i = torch.arange(h, device=x.device).reshape(h, 1)
    j = torch.arange(w, device=x.device).reshape(1, w)
    mask = (i >= margin + max(rows, 0)) & (i < h - margin + min(rows, 0))
    mask = mask & (j >= margin + max(columns, 0)) & (j < w - margin + min(columns, 0))
    return torch.where(mask, (one - two).abs(), torch.zeros_like(one)).amax()
