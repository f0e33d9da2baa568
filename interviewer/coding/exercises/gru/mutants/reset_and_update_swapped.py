# fails: values
import torch


def gru_cell(x, h, w_x, w_h, b_x, b_h):
    p_z, p_r, p_n = (x @ w_x.T + b_x).chunk(3, dim=-1)
    q_z, q_r, q_n = (h @ w_h.T + b_h).chunk(3, dim=-1)
    r = torch.sigmoid(p_r + q_r)
    z = torch.sigmoid(p_z + q_z)
    n = torch.tanh(p_n + r * q_n)
    return (1 - z) * n + z * h


def gru(x, h, w_x, w_h, b_x, b_h):
    outputs = []
    for t in range(x.shape[1]):
        h = gru_cell(x[:, t], h, w_x, w_h, b_x, b_h)
        outputs.append(h)
    return torch.stack(outputs, dim=1), h
