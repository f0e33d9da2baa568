# fails: shape, remainder
import torch


def k_fold(order, folds):
    count = len(order)
    size, larger = divmod(count, folds)
    result = []
    start = 0
    for i in range(folds):
        end = start + size if i < folds - 1 else count
        validation = order[start:end]
        training = torch.cat([order[:start], order[end:]])
        result.append((training, validation))
        start = end
    return result


def stratified_folds(labels, folds):
    assigned = torch.zeros_like(labels)
    dealt = 0
    for label in torch.unique(labels):
        members = (labels == label).nonzero().flatten()
        assigned[members] = (torch.arange(len(members), device=labels.device) + dealt) % folds
        dealt += len(members)
    return assigned
