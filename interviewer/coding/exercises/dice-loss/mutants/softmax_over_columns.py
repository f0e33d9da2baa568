# fails: values, loss
import torch
import torch.nn.functional as F


def dice_loss(logits, target, smooth):
    classes = logits.shape[1]
    p = torch.softmax(logits, dim=-1)
    t = F.one_hot(target, classes).permute(0, 3, 1, 2).to(p.dtype)
    p = p.reshape(p.shape[0], classes, -1)
    t = t.reshape(t.shape[0], classes, -1)
    overlap = (p * t).sum(dim=2)
    total = p.sum(dim=2) + t.sum(dim=2)
    dice = (2 * overlap + smooth) / (total + smooth)
    return 1 - dice.mean()


def dice_score(logits, target):
    predicted = logits.argmax(dim=1)
    scores = []
    for c in range(logits.shape[1]):
        p, t = predicted == c, target == c
        total = p.sum() + t.sum()
        scores.append(2 * (p & t).sum() / total if total > 0 else torch.ones((), device=logits.device))
    return torch.stack(scores).to(logits.dtype)
