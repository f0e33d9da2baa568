"""The inputs of all steps are projected in one product; padding is masked at the end."""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor) -> Tensor:
    return torch.addmm(torch.addmm(b, x, w_x.t()), h, w_h.t()).tanh()


def rnn(x: Tensor, h: Tensor, w_x: Tensor, w_h: Tensor, b: Tensor, lengths: Tensor | None) -> tuple[Tensor, Tensor]:
    batch, steps, _ = x.shape
    projected = torch.einsum("ntd,hd->tnh", x, w_x) + b
    states = [h]
    for step in projected:
        states.append((step + torch.einsum("nk,hk->nh", states[-1], w_h)).tanh())
    every = torch.stack(states).transpose(0, 1)
    if lengths is None:
        return every[:, 1:], every[:, -1]
    last = every.gather(1, lengths.view(batch, 1, 1).expand(batch, 1, every.shape[2])).squeeze(1)
    mask = torch.arange(steps, device=x.device).unsqueeze(0) < lengths.unsqueeze(1)
    return every[:, 1:] * mask.unsqueeze(2), last
