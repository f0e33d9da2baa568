# fails: values
import torch


def iou(boxes, others):
    left = torch.max(boxes[:, None, 0], others[None, :, 0])
    top = torch.max(boxes[:, None, 1], others[None, :, 1])
    right = torch.min(boxes[:, None, 2], others[None, :, 2])
    bottom = torch.min(boxes[:, None, 3], others[None, :, 3])
    width = (right - left).clamp(min=0)
    height = (bottom - top).clamp(min=0)
    intersection = width * height
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    other_area = (others[:, 2] - others[:, 0]) * (others[:, 3] - others[:, 1])
    union = area[:, None] + other_area[None, :] - intersection
    result = torch.zeros_like(union)
    has_area = union > 0
    result[has_area] = intersection[has_area] / union[has_area]
    return result


def non_maximum_suppression(boxes, scores, threshold):
    order = torch.sort(scores, descending=True, stable=True).indices
    rank = order.argsort()
    kept = []
    while len(order) > 0:
        best = order[0]
        kept.append(int(rank[best]))
        rest = order[1:]
        overlaps = iou(boxes[best].unsqueeze(0), boxes[rest])[0]
        order = rest[overlaps <= threshold]
    return torch.tensor(kept, dtype=torch.long, device=boxes.device)
