# fails: no gradient, gradient
import torch


def dropout(x, p, training):
    if not training or p == 0:
        return x.detach()
    if p == 1:
        return x.detach() * 0
    kept = torch.rand(x.shape, device=x.device) >= p
    return x.detach() * kept / (1 - p)
