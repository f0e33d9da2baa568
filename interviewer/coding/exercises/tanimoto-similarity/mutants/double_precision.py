# fails: dtype
import torch


def similarity(a, b):
    a = a.double()
    b = b.double()
    both = a @ b.T
    either = a.sum(dim=1, keepdim=True) + b.sum(dim=1) - both
    return torch.where(either > 0, both / either, torch.zeros_like(both))


def nearest(query, library, count):
    similarities = similarity(query.unsqueeze(0), library).squeeze(0)
    ranked = torch.sort(similarities, descending=True, stable=True)
    return ranked.indices[:count], ranked.values[:count]


def pick_diverse(library, count, first):
    table = similarity(library, library)
    picked = [first]
    highest = table[first].clone()
    highest[first] = 2.0
    for _ in range(count - 1):
        best = int((highest == highest.min()).nonzero()[0])
        picked.append(best)
        highest = torch.maximum(highest, table[best])
        highest[picked] = 2.0
    return torch.tensor(picked, device=library.device)
