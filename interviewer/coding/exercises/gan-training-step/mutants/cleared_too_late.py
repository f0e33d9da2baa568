# fails: state
import torch
import torch.nn.functional as F


def discriminator_step(generator, discriminator, optimiser, real, noise):
    fake = generator(noise).detach()
    real_logits = discriminator(real)
    fake_logits = discriminator(fake)
    real_loss = F.binary_cross_entropy_with_logits(real_logits, torch.ones_like(real_logits))
    fake_loss = F.binary_cross_entropy_with_logits(fake_logits, torch.zeros_like(fake_logits))
    loss = real_loss + fake_loss
    loss.backward()
    optimiser.zero_grad()
    optimiser.step()
    return loss.item()


def generator_step(generator, discriminator, optimiser, noise):
    fake_logits = discriminator(generator(noise))
    loss = F.binary_cross_entropy_with_logits(fake_logits, torch.ones_like(fake_logits))
    loss.backward()
    optimiser.zero_grad()
    optimiser.step()
    return loss.item()
