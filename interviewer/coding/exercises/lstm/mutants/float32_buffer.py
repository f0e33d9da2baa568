# fails: dtype, float64
import torch


def lstm_cell(x, h, c, w_x, w_h, b):
    x, h, c, w_x, w_h, b = (a.float() for a in (x, h, c, w_x, w_h, b))
    z = x @ w_x.T + h @ w_h.T + b
    i, f, g, o = z.chunk(4, dim=-1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    h = torch.sigmoid(o) * torch.tanh(c)
    return h, c


def lstm(x, h, c, w_x, w_h, b, reverse):
    steps = x.shape[1]
    h, c = h.float(), c.float()
    x, w_x, w_h, b = x.float(), w_x.float(), w_h.float(), b.float()
    outputs = [None] * steps
    order = range(steps - 1, -1, -1) if reverse else range(steps)
    for t in order:
        h, c = lstm_cell(x[:, t], h, c, w_x, w_h, b)
        outputs[t] = h
    return torch.stack(outputs, dim=1), h, c
