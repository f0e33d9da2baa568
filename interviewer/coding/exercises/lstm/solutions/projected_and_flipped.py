import torch
import torch.nn.functional as F


def _sigmoid(v):
    return 0.5 * (1 + torch.tanh(v / 2))


def _gated(z, c):
    n, width = z.shape
    i, f, g, o = z.view(n, 4, width // 4).unbind(1)
    c = torch.addcmul(_sigmoid(f) * c, _sigmoid(i), torch.tanh(g))
    return _sigmoid(o) * torch.tanh(c), c


def lstm_cell(x, h, c, w_x, w_h, b):
    return _gated(F.linear(torch.cat((x, h), 1), torch.cat((w_x, w_h), 1), b), c)


def lstm(x, h, c, w_x, w_h, b, reverse):
    z = torch.einsum("ntd,kd->ntk", x, w_x) + b
    if reverse:
        z = torch.flip(z, dims=(1,))
    hs = []
    for t in range(z.shape[1]):
        h, c = _gated(z[:, t] + torch.einsum("nj,kj->nk", h, w_h), c)
        hs.append(h.unsqueeze(1))
    if reverse:
        hs.reverse()
    return torch.cat(hs, dim=1), h, c
