"""Float64 comes from the default dtype and the inputs: nothing here names a dtype."""

import torch
from torch import Tensor


def one_hot(sequence: str) -> Tensor:
    columns = [[float(base == one) for one in "ACGT"] if base in "ACGT" else [0.25] * 4 for base in sequence.upper()]
    return torch.tensor(columns).reshape(-1, 4).T


def scan(sequence: str, matrix: Tensor) -> Tensor:
    encoded, width = one_hot(sequence).to(matrix), matrix.shape[1]
    if len(sequence) < width:
        return matrix.new_zeros(2, 0)
    windows = encoded.unfold(1, width, 1)
    return torch.stack([torch.einsum("blw,bw->l", windows, one) for one in (matrix, matrix.flip(0, 1))])


def best_hit(sequence: str, matrix: Tensor) -> tuple[int, str, float] | None:
    scores = scan(sequence, matrix).T.tolist()
    hits = [
        (score, -start, strand) for start, pair in enumerate(scores) for score, strand in zip(pair, "+-", strict=True)
    ]
    if not hits:
        return None
    score, start, strand = max(hits, key=lambda hit: (hit[0], hit[1], hit[2] == "+"))
    return -start, strand, score
