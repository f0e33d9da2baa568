# fails: barred operation
import torch


def dropout(x, p, seed):
    drawn = torch.rand(x.shape, generator=torch.Generator().manual_seed(seed))
    return torch.where(drawn >= p, x / (1 - p), torch.zeros((), dtype=x.dtype))
