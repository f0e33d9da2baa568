# fails: not deterministic
import time

import torch


def dropout(x, p, training):
    if not training or p == 0:
        return x
    if p == 1:
        return x * 0
    generator = torch.Generator().manual_seed(time.time_ns())
    kept = torch.rand(x.shape, generator=generator).to(x.device) >= p
    return x * kept / (1 - p)
