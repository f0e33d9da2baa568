import torch


def conv(x, weight, bias):
    n, c, h, w = x.shape
    padded = torch.zeros(n, c, h + 2, w + 2, dtype=x.dtype, device=x.device)
    padded[:, :, 1:-1, 1:-1] = x
    out = bias.reshape(1, -1, 1, 1).expand(n, -1, h, w)
    for i in range(3):
        for j in range(3):
            out = out + torch.einsum("nchw,fc->nfhw", padded[:, :, i : i + h, j : j + w], weight[:, :, i, j])
    return out


def vgg_block(x, weights, biases):
    for weight, bias in zip(weights, biases):
        x = conv(x, weight, bias).clamp(min=0)
    n, c, h, w = x.shape
    x = x[:, :, : h // 2 * 2, : w // 2 * 2].reshape(n, c, h // 2, 2, w // 2, 2)
    return x.amax((3, 5))


def receptive_field(convolutions, blocks):
    return 1 + (2 * convolutions + 1) * (2**blocks - 1)
