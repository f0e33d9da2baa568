from torch import Tensor


def k_fold(order: Tensor, folds: int) -> list[tuple[Tensor, Tensor]]:
    raise NotImplementedError


def stratified_folds(labels: Tensor, folds: int) -> Tensor:
    raise NotImplementedError
