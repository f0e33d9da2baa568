import torch
from torch import Tensor, einsum


def dice_loss(logits: Tensor, target: Tensor, smooth: float) -> Tensor:
    e = torch.exp(logits - logits.amax(1, keepdim=True))
    p = e / e.sum(1, keepdim=True)
    t = (target[:, None] == torch.arange(p.size(1), device=p.device)[None, :, None, None]).to(p)
    both = einsum("nchw,nchw->nc", p, t)
    sizes = einsum("nchw->nc", p + t)
    return torch.mean((sizes - 2 * both) / (sizes + smooth))


def dice_score(logits: Tensor, target: Tensor) -> Tensor:
    classes = logits.size(1)
    table = torch.zeros(classes, classes, dtype=logits.dtype, device=logits.device)
    ones = torch.ones(target.numel(), dtype=logits.dtype, device=logits.device)
    table.index_put_((target.flatten(), logits.argmax(1).flatten()), ones, accumulate=True)
    sizes = table.sum(0) + table.sum(1)
    return torch.where(sizes == 0, torch.ones_like(sizes), 2 * table.diagonal() / sizes.clamp(min=1))
