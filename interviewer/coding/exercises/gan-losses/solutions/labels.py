import torch
from torch.nn import BCEWithLogitsLoss

criterion = BCEWithLogitsLoss()


def discriminator_loss(real_logits, fake_logits, smoothing):
    ones = torch.full_like(real_logits, 1.0 - smoothing)
    zeros = torch.zeros_like(fake_logits)
    return criterion(real_logits, ones) + criterion(fake_logits, zeros)


def generator_loss(fake_logits, kind):
    if kind == "non-saturating":
        return criterion(fake_logits, torch.ones_like(fake_logits))
    return -criterion(fake_logits, torch.zeros_like(fake_logits))
