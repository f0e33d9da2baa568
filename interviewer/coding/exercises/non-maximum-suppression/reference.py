"""Float64 comes from the inputs: nothing here names a dtype."""

import torch
from torch import Tensor


def iou(boxes: Tensor, others: Tensor) -> Tensor:
    low = torch.maximum(boxes[:, None, :2], others[:, :2])
    high = torch.minimum(boxes[:, None, 2:], others[:, 2:])
    shared = (high - low).clamp(min=0).prod(2)
    union = _area(boxes)[:, None] + _area(others) - shared
    return torch.where(union > 0, shared / union, 0.0)


def non_maximum_suppression(boxes: Tensor, scores: Tensor, threshold: float) -> Tensor:
    overlap = iou(boxes, boxes)
    kept: list[int] = []
    for index in scores.argsort(descending=True, stable=True).tolist():
        if not bool((overlap[index, kept] > threshold).any()):
            kept.append(index)
    return torch.tensor(kept, dtype=torch.int64)


def _area(boxes: Tensor) -> Tensor:
    return (boxes[:, 2:] - boxes[:, :2]).prod(1)
