# fails: values, large logits
import torch
import torch.nn.functional as F


def discriminator_loss(real_logits, fake_logits, smoothing):
    real, fake = real_logits.sigmoid(), fake_logits.sigmoid()
    labels = torch.ones_like(real) * (1 - smoothing)
    return F.binary_cross_entropy(real, labels) + F.binary_cross_entropy(fake, torch.zeros_like(fake))


def generator_loss(fake_logits, kind):
    fake = fake_logits.sigmoid()
    if kind == "saturating":
        return -F.binary_cross_entropy(fake, torch.zeros_like(fake))
    return F.binary_cross_entropy(fake, torch.ones_like(fake))
