# fails: raises, not contiguous
import torch
import torch.nn.functional as F


def dice_loss(logits, target, smooth):
    classes = logits.shape[1]
    logits = logits.view(logits.shape[0], classes, -1)
    p = torch.softmax(logits, dim=1)
    t = F.one_hot(target, classes).to(p.dtype).movedim(-1, 1)
    p = p.reshape(p.shape[0], classes, -1)
    t = t.reshape(t.shape[0], classes, -1)
    overlap = (p * t).sum(dim=2)
    total = p.sum(dim=2) + t.sum(dim=2)
    dice = (2 * overlap + smooth) / (total + smooth)
    return 1 - dice.mean()


def dice_score(logits, target):
    predicted = logits.view(logits.shape[0], logits.shape[1], -1).argmax(dim=1).view(target.shape)
    scores = []
    for c in range(logits.shape[1]):
        p, t = predicted == c, target == c
        total = p.sum() + t.sum()
        scores.append(2 * (p & t).sum() / total if total > 0 else torch.ones((), device=logits.device))
    return torch.stack(scores).to(logits.dtype)
