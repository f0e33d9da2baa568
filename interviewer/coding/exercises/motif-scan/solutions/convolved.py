import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

_TABLE = np.full((256, 4), 0.25, dtype=np.float32)
for _row, _base in enumerate("ACGT"):
    for _letter in (_base, _base.lower()):
        _TABLE[ord(_letter)] = np.eye(4)[_row]


def one_hot(sequence: str) -> Tensor:
    codes = np.frombuffer(sequence.encode("latin-1", "replace"), dtype=np.uint8)
    return torch.from_numpy(np.ascontiguousarray(_TABLE[codes].T))


def scan(sequence: str, matrix: Tensor) -> Tensor:
    w = matrix.size(1)
    if len(sequence) < w:
        return matrix.new_empty((2, 0))
    kernels = torch.stack((matrix, torch.flip(matrix, dims=(0, 1))))
    return F.conv1d(one_hot(sequence).to(matrix.device, matrix.dtype)[None], kernels)[0]


def best_hit(sequence: str, matrix: Tensor) -> tuple[int, str, float] | None:
    scores = scan(sequence, matrix)
    best = None
    for start in range(scores.size(1)):
        for row, strand in enumerate("+-"):
            score = float(scores[row, start])
            if best is None or score > best[2]:
                best = (start, strand, score)
    return best
