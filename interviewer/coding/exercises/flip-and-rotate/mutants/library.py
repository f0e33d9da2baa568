# fails: barred operation
import math

import torch


def flip(x, horizontally, vertically):
    if horizontally:
        x = x[:, :, :, torch.arange(x.shape[3] - 1, -1, -1, device=x.device)]
    if vertically:
        x = x[:, :, torch.arange(x.shape[2] - 1, -1, -1, device=x.device)]
    return x


def quarter_turns(x, turns):
    return torch.rot90(x, turns, (2, 3))


def rotate(x, degrees):
    h, w = x.shape[2:]
    a = math.radians(degrees)
    u = torch.arange(h, device=x.device)[:, None] - (h - 1) / 2
    v = torch.arange(w, device=x.device)[None, :] - (w - 1) / 2
    row = u * math.cos(a) + v * math.sin(a) + (h - 1) / 2
    col = v * math.cos(a) - u * math.sin(a) + (w - 1) / 2
    out = 0
    for r in (row.floor(), row.floor() + 1):
        for c in (col.floor(), col.floor() + 1):
            inside = (r >= 0) & (r < h) & (c >= 0) & (c < w)
            share = (1 - (row - r).abs()) * (1 - (col - c).abs()) * inside
            out = out + share * x[:, :, r.clamp(0, h - 1).long(), c.clamp(0, w - 1).long()]
    return out


def augment(x, probability):
    n = len(x)
    mirrored = torch.rand(n, device=x.device) < probability
    x = torch.where(mirrored[:, None, None, None], flip(x, True, False), x)
    turns = torch.randint(4, (n,), device=x.device)
    result = x
    for k in (1, 2, 3):
        result = torch.where((turns == k)[:, None, None, None], quarter_turns(x, k), result)
    return result
