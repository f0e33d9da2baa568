from torch import Tensor


def similarity(a: Tensor, b: Tensor) -> Tensor:
    raise NotImplementedError


def nearest(query: Tensor, library: Tensor, count: int) -> tuple[Tensor, Tensor]:
    raise NotImplementedError


def pick_diverse(library: Tensor, count: int, first: int) -> Tensor:
    raise NotImplementedError
