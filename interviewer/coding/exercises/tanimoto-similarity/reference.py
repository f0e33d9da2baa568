"""The floating type is torch's default: float64 where this runs to check others, float32 elsewhere."""

import torch
from torch import Tensor


def similarity(a: Tensor, b: Tensor) -> Tensor:
    wide_a, wide_b = (bits.to(torch.get_default_dtype()) for bits in (a, b))
    both = wide_a @ wide_b.T
    either = wide_a.sum(1)[:, None] + wide_b.sum(1) - both
    return both / either.clamp(min=1)


def nearest(query: Tensor, library: Tensor, count: int) -> tuple[Tensor, Tensor]:
    similarities = similarity(query[None], library)[0]
    order = similarities.argsort(descending=True, stable=True)[:count]
    return order, similarities[order]


def pick_diverse(library: Tensor, count: int, first: int) -> Tensor:
    table = similarity(library, library).tolist()
    picked = [first]
    while len(picked) < count:
        left = [index for index in range(len(table)) if index not in picked]
        picked.append(min(left, key=lambda index: (max(table[index][one] for one in picked), index)))
    return torch.tensor(picked)
