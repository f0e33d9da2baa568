import math
import random

import torch


def flip(x, horizontally, vertically):
    if horizontally:
        x = x[..., list(range(x.shape[-1]))[::-1]]
    if vertically:
        x = x[..., list(range(x.shape[-2]))[::-1], :]
    return x.clone()


def quarter_turns(x, turns):
    for _ in range(turns % 4):
        x = flip(x.transpose(2, 3), False, True)
    return x.clone()


def rotate(x, degrees):
    n, c, h, w = x.shape
    a = math.radians(degrees)
    rows = []
    for i in range(h):
        row = []
        for j in range(w):
            u, v = i - (h - 1) / 2, j - (w - 1) / 2
            r = u * math.cos(a) + v * math.sin(a) + (h - 1) / 2
            s = v * math.cos(a) - u * math.sin(a) + (w - 1) / 2
            r0, s0 = math.floor(r), math.floor(s)
            value = x.new_zeros(n, c)
            for rr in (r0, r0 + 1):
                for ss in (s0, s0 + 1):
                    if 0 <= rr < h and 0 <= ss < w:
                        value = value + (1 - abs(r - rr)) * (1 - abs(s - ss)) * x[:, :, rr, ss]
            row.append(value)
        rows.append(torch.stack(row, -1))
    return torch.stack(rows, -2)


def augment(x, probability):
    out = []
    for image in x.split(1):
        if random.random() < probability:
            image = flip(image, True, False)
        out.append(quarter_turns(image, random.randrange(4)))
    return torch.cat(out)
