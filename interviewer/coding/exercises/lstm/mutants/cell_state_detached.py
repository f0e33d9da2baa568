# fails: backward wrong, more than one step
import torch


def lstm_cell(x, h, c, w_x, w_h, b):
    z = x @ w_x.T + h @ w_h.T + b
    i, f, g, o = z.chunk(4, dim=-1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    h = torch.sigmoid(o) * torch.tanh(c)
    return h, c


def lstm(x, h, c, w_x, w_h, b, reverse):
    steps = x.shape[1]
    outputs = [None] * steps
    order = range(steps - 1, -1, -1) if reverse else range(steps)
    for t in order:
        h, c = lstm_cell(x[:, t], h, c, w_x, w_h, b)
        outputs[t] = h
        made, c = c, c.detach()
    return torch.stack(outputs, dim=1), h, made
