# fails: dtype
import torch


def cross_entropy(logits, target, ignore_index, smoothing):
    keep = target != ignore_index
    if keep.sum() == 0:
        return logits.sum() * 0.0
    logits, target = logits[keep], target[keep]
    shifted = logits - logits.max(dim=1, keepdim=True).values
    log_p = shifted - shifted.exp().sum(dim=1, keepdim=True).log()
    classes = logits.shape[1]
    q = torch.full_like(log_p, smoothing / classes)
    q[torch.arange(len(target)), target] += 1 - smoothing
    q = q.double()
    losses = -(q * log_p).sum(dim=1)
    return losses.mean()
