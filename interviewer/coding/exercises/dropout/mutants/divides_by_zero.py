# fails: not finite, p = 1
import torch


def dropout(x, p, training):
    if not training or p == 0:
        return x
    p = torch.tensor(p, dtype=x.dtype, device=x.device)
    kept = torch.rand(x.shape, device=x.device) >= p
    return x * kept / (1 - p)
