# fails: values
import torch
from torch import Tensor


def iou(boxes: Tensor, others: Tensor) -> Tensor:
    a, b = boxes.unsqueeze(1), others.unsqueeze(0)
    sides = (torch.minimum(a, b)[..., 2:] - torch.maximum(a, b)[..., :2]).relu()
    shared = sides[..., 0] * sides[..., 1]

    def area(x: Tensor) -> Tensor:
        return (x[..., 2] - x[..., 0]) * (x[..., 3] - x[..., 1])

    union = area(a) + area(b) - shared
    return shared / union.masked_fill(union == 0, 1)


def non_maximum_suppression(boxes: Tensor, scores: Tensor, threshold: float) -> Tensor:
    order = torch.argsort(scores, stable=True)
    clash = iou(boxes[order], boxes[order]) > threshold
    alive = torch.ones(len(order), dtype=torch.bool, device=boxes.device)
    for i in range(len(order)):
        if alive[i]:
            alive[i + 1 :] &= ~clash[i, i + 1 :]
    return order[alive]
