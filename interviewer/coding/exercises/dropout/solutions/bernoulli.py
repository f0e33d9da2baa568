import torch
from torch import Tensor


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x.clone()
    keep = 1.0 - p
    mask = torch.empty_like(x, memory_format=torch.contiguous_format).bernoulli_(keep)
    if keep > 0:
        mask.div_(keep)
    return torch.mul(x, mask)
