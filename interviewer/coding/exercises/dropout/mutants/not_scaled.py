# fails: values
import torch


def dropout(x, p, training):
    if not training or p == 0:
        return x
    if p == 1:
        return x * 0
    kept = torch.rand(x.shape, device=x.device) >= p
    return x * kept
