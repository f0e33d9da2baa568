import torch


def cross_entropy(x, label):
    return (x.clamp(min=0) - x * label + torch.log1p(torch.exp(-x.abs()))).mean()


def discriminator_loss(real, fake, smoothing):
    return cross_entropy(real, 1 - smoothing) + cross_entropy(fake, 0)


def generator_loss(fake, kind):
    return {"saturating": lambda: -cross_entropy(fake, 0), "non-saturating": lambda: cross_entropy(fake, 1)}[kind]()
