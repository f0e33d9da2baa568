from collections.abc import Callable

from torch import Tensor


def beam_search(
    model: Callable[[Tensor], Tensor], start: int, end: int, width: int, max_length: int, alpha: float
) -> list[tuple[list[int], float]]:
    raise NotImplementedError
