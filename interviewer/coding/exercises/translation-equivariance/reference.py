"""Float64 comes from the inputs: nothing here names a dtype."""

from collections.abc import Callable

from torch import Tensor


def shift(x: Tensor, rows: int, columns: int) -> Tensor:
    height, width = x.shape[2:]
    result = x.new_zeros(x.shape)
    if abs(rows) < height and abs(columns) < width:
        kept = x[:, :, max(0, -rows) : height - max(0, rows), max(0, -columns) : width - max(0, columns)]
        result[:, :, max(0, rows) : height + min(0, rows), max(0, columns) : width + min(0, columns)] = kept
    return result


def margin(kernels: list[int]) -> int:
    return sum(kernel // 2 for kernel in kernels)


def equivariance_gap(network: Callable[[Tensor], Tensor], x: Tensor, rows: int, columns: int, margin: int) -> float:
    difference = (network(shift(x, rows, columns)) - shift(network(x), rows, columns)).abs()
    height, width = x.shape[2:]
    top, bottom = margin + max(rows, 0), height - margin + min(rows, 0)
    left, right = margin + max(columns, 0), width - margin + min(columns, 0)
    if bottom <= top or right <= left:
        return 0.0
    return difference[:, :, top:bottom, left:right].max().item()
