"""Float64 comes from the inputs and the modules' weights: nothing here names a dtype."""

import torch.nn.functional as F
from torch import Tensor
from torch.nn import Module
from torch.optim import Optimizer


def discriminator_step(
    generator: Module, discriminator: Module, optimiser: Optimizer, real: Tensor, noise: Tensor
) -> float:
    fake = generator(noise).detach()
    return _learnt(optimiser, F.softplus(-discriminator(real)).mean() + F.softplus(discriminator(fake)).mean())


def generator_step(generator: Module, discriminator: Module, optimiser: Optimizer, noise: Tensor) -> float:
    return _learnt(optimiser, F.softplus(-discriminator(generator(noise))).mean())


def _learnt(optimiser: Optimizer, loss: Tensor) -> float:
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return float(loss.item())
