import torch


class Molecule:
    def __init__(self, bits):
        self.on = frozenset(i for i, bit in enumerate(bits) if bit)

    def like(self, other):
        united = len(self.on | other.on)
        return len(self.on & other.on) / united if united else 0.0


def molecules(fingerprints):
    return [Molecule(bits) for bits in fingerprints.tolist()]


def similarity(a, b):
    right = molecules(b)
    return torch.tensor([[one.like(other) for other in right] for one in molecules(a)], device=a.device)


def nearest(query, library, count):
    asked = Molecule(query.tolist())
    ranked = sorted(((-asked.like(m), i) for i, m in enumerate(molecules(library))))[:count]
    indices = torch.tensor([i for _, i in ranked], device=library.device)
    return indices, torch.tensor([-s for s, _ in ranked], device=library.device)


def pick_diverse(library, count, first):
    ms = molecules(library)
    picked = [first]
    while len(picked) < count:
        candidates = (i for i in range(len(ms)) if i not in picked)
        picked.append(min(candidates, key=lambda i: max(ms[i].like(ms[p]) for p in picked)))
    return torch.tensor(picked, device=library.device)
