# fails: barred operation
import torch


def rnn_cell(x, h, w_x, w_h, b):
    return torch.rnn_tanh_cell(x, h, w_x, w_h, b, torch.zeros_like(b))


def rnn(x, h, w_x, w_h, b, lengths):
    states = []
    for t in range(x.shape[1]):
        new = rnn_cell(x[:, t], h, w_x, w_h, b)
        real = torch.ones(len(x), 1, dtype=torch.bool) if lengths is None else (t < lengths)[:, None]
        h = torch.where(real, new, h)
        states.append(torch.where(real, h, torch.zeros_like(h)))
    return torch.stack(states, 1), h
