from torch import Tensor


def discriminator_loss(real_logits: Tensor, fake_logits: Tensor, smoothing: float) -> Tensor:
    raise NotImplementedError


def generator_loss(fake_logits: Tensor, kind: str) -> Tensor:
    raise NotImplementedError
