# fails: values
import torch


def normalise(x, eps):
    centred = x - x.mean(dim=-1, keepdim=True)
    variance = (centred**2).mean(dim=-1, keepdim=True)
    root = torch.sqrt(variance) + eps
    return centred / root, root


def layer_norm(x, gain, shift, eps):
    normalised, _ = normalise(x, eps)
    return normalised * gain + shift


def layer_norm_backward(upstream, x, gain, eps):
    normalised, root = normalise(x, eps)
    g = upstream * gain
    mean_g = g.mean(dim=-1, keepdim=True)
    mean_gn = (g * normalised).mean(dim=-1, keepdim=True)
    of_x = (g - mean_g - normalised * mean_gn) / root
    width = x.shape[-1]
    of_gain = (upstream * normalised).reshape(-1, width).sum(dim=0)
    of_shift = upstream.reshape(-1, width).sum(dim=0)
    return of_x, of_gain, of_shift
