# fails: mutated input, suppression
import torch


def iou(boxes, others):
    low = torch.maximum(boxes[:, None, :2], others[:, :2])
    high = torch.minimum(boxes[:, None, 2:], others[:, 2:])
    shared = (high - low).clamp(min=0).prod(2)
    areas = [(b[:, 2:] - b[:, :2]).prod(1) for b in (boxes, others)]
    return shared / (areas[0][:, None] + areas[1] - shared).clamp(min=1e-12)


def non_maximum_suppression(boxes, scores, threshold):
    overlaps = iou(boxes, boxes)
    kept = []
    while len(scores) and scores.max() > -1:
        best = int(scores.argmax())
        kept.append(best)
        scores[best] = -1
        scores[overlaps[best] > threshold] = -1
    return torch.tensor(kept, dtype=torch.long, device=boxes.device)
