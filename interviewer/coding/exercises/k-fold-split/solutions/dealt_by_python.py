import itertools

import numpy as np
import torch


def k_fold(order, folds):
    pieces = np.array_split(order.cpu().numpy(), folds)
    result = []
    for i in range(folds):
        rest = np.concatenate([p for j, p in enumerate(pieces) if j != i])
        result.append((torch.from_numpy(rest).to(order.device), torch.from_numpy(pieces[i].copy()).to(order.device)))
    return result


def stratified_folds(labels, folds):
    groups = {}
    for place, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(place)
    fold = itertools.cycle(reversed(range(folds)))
    answer = [0] * len(labels)
    for members in groups.values():
        for place in members:
            answer[place] = next(fold)
    return torch.tensor(answer, device=labels.device)
