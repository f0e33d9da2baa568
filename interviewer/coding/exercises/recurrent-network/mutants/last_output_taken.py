# fails: values, lengths
import torch


def rnn_cell(x, h, w_x, w_h, b):
    return torch.tanh(x @ w_x.T + h @ w_h.T + b)


def rnn(x, h, w_x, w_h, b, lengths):
    outputs = []
    for t in range(x.shape[1]):
        new = rnn_cell(x[:, t], h, w_x, w_h, b)
        if lengths is None:
            h = new
            outputs.append(new)
        else:
            real = (t < lengths)[:, None]
            h = torch.where(real, new, h)
            outputs.append(torch.where(real, new, torch.zeros_like(new)))
    return torch.stack(outputs, dim=1), outputs[-1]
