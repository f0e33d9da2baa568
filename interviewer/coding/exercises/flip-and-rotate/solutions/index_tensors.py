import math

import torch


def flip(x, horizontally, vertically):
    rows = torch.arange(x.shape[2], device=x.device)
    columns = torch.arange(x.shape[3], device=x.device)
    if vertically:
        rows = x.shape[2] - 1 - rows
    if horizontally:
        columns = x.shape[3] - 1 - columns
    return x[:, :, rows][:, :, :, columns]


def quarter_turns(x, turns):
    for _ in range(turns % 4):
        x = flip(x.transpose(2, 3), False, True)
    return x


def rotate(x, degrees):
    n, c, h, w = x.shape
    a = math.radians(degrees)
    u = torch.arange(h, device=x.device) - (h - 1) / 2
    v = torch.arange(w, device=x.device) - (w - 1) / 2
    u, v = torch.meshgrid(u, v, indexing="ij")
    row = u * math.cos(a) + v * math.sin(a) + (h - 1) / 2
    col = v * math.cos(a) - u * math.sin(a) + (w - 1) / 2
    padded = x.new_zeros(n, c, h + 2, w + 2)  # a frame of zeros: what lies outside
    padded[:, :, 1:-1, 1:-1] = x
    r0, c0 = row.floor(), col.floor()
    out = 0
    for r, wr in ((r0, 1 - (row - r0)), (r0 + 1, row - r0)):
        for k, wk in ((c0, 1 - (col - c0)), (c0 + 1, col - c0)):
            out = out + wr * wk * padded[:, :, (r + 1).clamp(0, h + 1).long(), (k + 1).clamp(0, w + 1).long()]
    return out.to(x.dtype)


def augment(x, probability):
    n = x.shape[0]
    mirrored = torch.rand(n, device=x.device) < probability
    x = torch.where(mirrored.reshape(n, 1, 1, 1), flip(x, True, False), x)
    turns = torch.randint(0, 4, (n,), device=x.device)
    result = x.clone()
    for k in range(1, 4):
        result[turns == k] = quarter_turns(x[turns == k], k)
    return result
