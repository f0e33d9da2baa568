"""One right answer of many: the masks are judged by what must hold of them, not by these."""

import torch
from torch import Tensor


def dropout(x: Tensor, p: float, seed: int) -> Tensor:
    drawn = torch.rand(x.shape, generator=torch.Generator().manual_seed(seed), dtype=x.dtype)
    return torch.where(drawn >= p, x / (1 - p), 0)
