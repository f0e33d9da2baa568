# fails: barred operation
import torch


def lstm_cell(x, h, c, w_x, w_h, b):
    return torch.lstm_cell(x, (h, c), w_x, w_h, b, torch.zeros_like(b))


def lstm(x, h, c, w_x, w_h, b, reverse):
    states = [None] * x.shape[1]
    for t in reversed(range(x.shape[1])) if reverse else range(x.shape[1]):
        h, c = lstm_cell(x[:, t], h, c, w_x, w_h, b)
        states[t] = h
    return torch.stack(states, 1), h, c
