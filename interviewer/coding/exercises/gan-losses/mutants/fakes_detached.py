# fails: no gradient, discriminator
import torch.nn.functional as F
from torch import Tensor


def discriminator_loss(real_logits: Tensor, fake_logits: Tensor, smoothing: float) -> Tensor:
    real_part = (1 - smoothing) * F.softplus(-real_logits) + smoothing * F.softplus(real_logits)
    fake_part = F.softplus(fake_logits.detach())
    return real_part.mean() + fake_part.mean()


def generator_loss(fake_logits: Tensor, kind: str) -> Tensor:
    if kind == "saturating":
        return -F.softplus(fake_logits).mean()
    return F.softplus(-fake_logits).mean()
