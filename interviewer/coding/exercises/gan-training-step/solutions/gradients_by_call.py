import torch


def learn(module, optimiser, loss):
    parameters = list(module.parameters())
    for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
        parameter.grad = gradient
    optimiser.step()
    optimiser.zero_grad()
    return loss.item()


def cost(logits, sign):
    zero = torch.zeros_like(logits)
    return torch.logaddexp(zero, -sign * logits).mean()


def discriminator_step(generator, discriminator, optimiser, real, noise):
    loss = cost(discriminator(real), 1) + cost(discriminator(generator(noise)), -1)
    return learn(discriminator, optimiser, loss)


def generator_step(generator, discriminator, optimiser, noise):
    return learn(generator, optimiser, cost(discriminator(generator(noise)), 1))
