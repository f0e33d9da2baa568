import torch
from torch import Tensor
from torch.nn.functional import softplus


def discriminator_step(generator, discriminator, optimiser, real, noise) -> Tensor:
    with torch.no_grad():
        fake = generator(noise)
    logits = discriminator(torch.cat([real, fake]))
    real_logits, fake_logits = logits.split([len(real), len(fake)])
    loss = softplus(-real_logits).mean() + softplus(fake_logits).mean()
    for group in optimiser.param_groups:
        for parameter in group["params"]:
            parameter.grad = None
    loss.backward()
    optimiser.step()
    return loss.detach()


def generator_step(generator, discriminator, optimiser, noise) -> Tensor:
    for parameter in discriminator.parameters():
        parameter.requires_grad_(False)
    loss = -torch.nn.functional.logsigmoid(discriminator(generator(noise))).mean()
    optimiser.zero_grad(set_to_none=False)
    loss.backward()
    optimiser.step()
    for parameter in discriminator.parameters():
        parameter.requires_grad_(True)
    return loss.detach()
