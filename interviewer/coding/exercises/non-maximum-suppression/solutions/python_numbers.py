import torch


def overlap(a, b):
    w = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
    h = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h
    return w * h / union if union > 0 else 0.0


def iou(boxes, others):
    table = [[overlap(a, b) for b in others.tolist()] for a in boxes.tolist()]
    return torch.tensor(table, dtype=boxes.dtype, device=boxes.device).reshape(len(boxes), len(others))


def non_maximum_suppression(boxes, scores, threshold):
    boxes_, scores_ = boxes.tolist(), scores.tolist()
    kept = []
    for i in sorted(range(len(boxes_)), key=lambda i: (-scores_[i], i)):
        if all(overlap(boxes_[i], boxes_[k]) <= threshold for k in kept):
            kept.append(i)
    return torch.LongTensor(kept).to(boxes.device)
