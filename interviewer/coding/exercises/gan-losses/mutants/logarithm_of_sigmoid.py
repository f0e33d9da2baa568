# fails: not finite, large logits
import torch
from torch import Tensor


def discriminator_loss(real_logits: Tensor, fake_logits: Tensor, smoothing: float) -> Tensor:
    real, fake = torch.sigmoid(real_logits), torch.sigmoid(fake_logits)
    real_part = -(1 - smoothing) * torch.log(real) - smoothing * torch.log(1 - real)
    return real_part.mean() - torch.log(1 - fake).mean()


def generator_loss(fake_logits: Tensor, kind: str) -> Tensor:
    fake = torch.sigmoid(fake_logits)
    return torch.log(1 - fake).mean() if kind == "saturating" else -torch.log(fake).mean()
