import torch
from torch import Tensor


def k_fold(order: Tensor, folds: int) -> list[tuple[Tensor, Tensor]]:
    pieces = order.tensor_split(folds)
    return [(torch.cat([*pieces[:i], *pieces[i + 1 :]]), piece) for i, piece in enumerate(pieces)]


def stratified_folds(labels: Tensor, folds: int) -> Tensor:
    result = torch.empty_like(labels)
    result[labels.argsort()] = torch.arange(len(labels), device=labels.device) % folds
    return result
