from torch import Tensor
from torch.nn import Module
from torch.optim import Optimizer


def discriminator_step(
    generator: Module, discriminator: Module, optimiser: Optimizer, real: Tensor, noise: Tensor
) -> float:
    raise NotImplementedError


def generator_step(generator: Module, discriminator: Module, optimiser: Optimizer, noise: Tensor) -> float:
    raise NotImplementedError
