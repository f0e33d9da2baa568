from collections.abc import Callable

import torch
from torch import Tensor


def source(size: int, by: int, device: torch.device) -> tuple[Tensor, Tensor]:
    """For each output position the input position that it reads, and whether that exists."""
    index = torch.arange(size, device=device) - by
    inside = (index >= 0) & (index < size)
    return index.clamp(0, size - 1), inside


def shift(x: Tensor, rows: int, columns: int) -> Tensor:
    row, row_inside = source(x.shape[2], rows, x.device)
    column, column_inside = source(x.shape[3], columns, x.device)
    inside = row_inside[:, None] & column_inside[None, :]
    return torch.where(inside, x[:, :, row][:, :, :, column], torch.zeros((), dtype=x.dtype))


def margin(kernels: list[int]) -> int:
    reach = 0
    for kernel in kernels:
        reach += kernel // 2
    return reach


def equivariance_gap(network: Callable[[Tensor], Tensor], x: Tensor, rows: int, columns: int, margin: int) -> float:
    moved, still = network(shift(x, rows, columns)), network(x)
    largest = 0.0
    height, width = x.shape[2:]
    for i in range(margin + max(rows, 0), height - margin + min(rows, 0)):
        for j in range(margin + max(columns, 0), width - margin + min(columns, 0)):
            gap = (moved[:, :, i, j] - still[:, :, i - rows, j - columns]).abs().max()
            largest = max(largest, gap.item())
    return largest
