import torch
from torch import Tensor


def layer_norm(x: Tensor, gain: Tensor, shift: Tensor, eps: float) -> Tensor:
    variance, mean = torch.var_mean(x, -1, correction=0, keepdim=True)
    return torch.addcmul(shift, (x - mean) * torch.rsqrt(variance + eps), gain)


def layer_norm_backward(upstream: Tensor, x: Tensor, gain: Tensor, eps: float) -> tuple[Tensor, Tensor, Tensor]:
    shape, d = x.shape, x.shape[-1]
    x, upstream = x.reshape(-1, d), upstream.reshape(-1, d)
    variance, mean = torch.var_mean(x, 1, correction=0, keepdim=True)
    inverse = (variance + eps).pow(-0.5)
    hat = (x - mean) * inverse
    of_hat = upstream * gain
    of_x = inverse / d * (d * of_hat - of_hat.sum(1, keepdim=True) - hat * (of_hat * hat).sum(1, keepdim=True))
    return of_x.view(shape), torch.einsum("nd,nd->d", upstream, hat), torch.ones(len(x)).to(x) @ upstream
