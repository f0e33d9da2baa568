# fails: not finite, large logits
import torch


def discriminator_step(generator, discriminator, optimiser, real, noise):
    optimiser.zero_grad()
    fake = generator(noise).detach()
    loss = -torch.log(torch.sigmoid(discriminator(real))).mean()
    loss = loss - torch.log(1 - torch.sigmoid(discriminator(fake))).mean()
    loss.backward()
    optimiser.step()
    return loss.item()


def generator_step(generator, discriminator, optimiser, noise):
    optimiser.zero_grad()
    loss = -torch.log(torch.sigmoid(discriminator(generator(noise)))).mean()
    loss.backward()
    optimiser.step()
    return loss.item()
