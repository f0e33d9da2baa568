# fails: barred operation
import torch


def gru_cell(x, h, w_x, w_h, b_x, b_h):
    return torch.gru_cell(x, h, w_x, w_h, b_x, b_h)


def gru(x, h, w_x, w_h, b_x, b_h):
    states = []
    for t in range(x.shape[1]):
        h = gru_cell(x[:, t], h, w_x, w_h, b_x, b_h)
        states.append(h)
    return torch.stack(states, 1), h
