import torch
from torch import Tensor


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int, smoothing: float) -> Tensor:
    counts = (target != ignore_index).to(logits.dtype)
    safe = target.masked_fill(target == ignore_index, 0)
    log_z = torch.logsumexp(logits, dim=-1)
    picked = torch.gather(logits, 1, safe.unsqueeze(1))[:, 0]
    losses = (1 - smoothing) * (log_z - picked) + smoothing * (log_z - logits.mean(-1))
    return losses.dot(counts) / counts.sum().clamp(min=1)
