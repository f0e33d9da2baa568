import torch
from torch import Tensor


def similarity(a: Tensor, b: Tensor) -> Tensor:
    x, y = a.bool()[:, None, :], b.bool()[None, :, :]
    shared = (x & y).sum(-1)
    united = (x | y).sum(-1)
    return shared / united.masked_fill(united == 0, 1)


def nearest(query: Tensor, library: Tensor, count: int) -> tuple[Tensor, Tensor]:
    s = similarity(query.reshape(1, -1), library).flatten()
    order = torch.argsort(-s, stable=True)[:count]
    return order, s.gather(0, order)


def pick_diverse(library: Tensor, count: int, first: int) -> Tensor:
    s = similarity(library, library).cpu()
    chosen = torch.tensor([first])
    left = [i for i in range(len(library)) if i != first]
    while len(chosen) < count:
        closeness = s[left][:, chosen].amax(dim=1).tolist()
        chosen = torch.cat([chosen, torch.tensor([left.pop(closeness.index(min(closeness)))])])
    return chosen.to(library.device)
