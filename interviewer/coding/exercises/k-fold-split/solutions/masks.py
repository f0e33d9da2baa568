import torch
from torch import Tensor


def k_fold(order: Tensor, folds: int) -> list[tuple[Tensor, Tensor]]:
    count = order.numel()
    sizes = torch.full((folds,), count // folds)
    sizes[: count % folds] += 1
    fold_of_place = torch.repeat_interleave(torch.arange(folds), sizes).to(order.device)
    return [(order[fold_of_place != fold], order[fold_of_place == fold]) for fold in range(folds)]


def stratified_folds(labels: Tensor, folds: int) -> Tensor:
    by_label = torch.argsort(labels, stable=True)
    rank = torch.argsort(by_label)
    return rank.remainder(folds)
