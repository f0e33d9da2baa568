import torch


def layer_norm(x, gain, shift, eps):
    rows = []
    for row in x.reshape(-1, x.shape[-1]):
        centred = row - row.sum() / len(row)
        rows.append(centred / (centred.dot(centred) / len(row) + eps) ** 0.5 * gain + shift)
    return torch.stack(rows).reshape(x.shape)


def layer_norm_backward(upstream, x, gain, eps):
    d = x.shape[-1]
    of_x, of_gain, of_shift = [], torch.zeros_like(gain), torch.zeros_like(gain)
    for row, up in zip(x.reshape(-1, d), upstream.reshape(-1, d)):
        centred = row - row.sum() / d
        s = (centred.dot(centred) / d + eps) ** 0.5
        n = centred / s
        jacobian = (torch.eye(d).to(row) - 1 / d - torch.outer(n, n) / d) / s
        of_x.append(jacobian @ (up * gain))
        of_gain += up * n
        of_shift += up
    return torch.stack(of_x).reshape(x.shape), of_gain, of_shift
