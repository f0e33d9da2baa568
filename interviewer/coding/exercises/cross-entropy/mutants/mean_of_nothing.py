# fails: not finite, all left out
import torch


def cross_entropy(logits, target, ignore_index, smoothing):
    keep = target != ignore_index
    logits, target = logits[keep], target[keep]
    shifted = logits - logits.max(dim=1, keepdim=True).values
    log_p = shifted - shifted.exp().sum(dim=1, keepdim=True).log()
    classes = logits.shape[1]
    q = torch.full_like(log_p, smoothing / classes)
    q[torch.arange(len(target)), target] += 1 - smoothing
    losses = -(q * log_p).sum(dim=1)
    return losses.mean()
