import torch


def max_pool2d(x, kernel, stride, padding):
    kh, kw = kernel
    n, c, h, w = x.shape
    padded = torch.full((n, c, h + 2 * padding, w + 2 * padding), float("-inf"), dtype=x.dtype, device=x.device)
    padded[:, :, padding : padding + h, padding : padding + w] = x
    oh = (padded.shape[2] - kh) // stride + 1
    ow = (padded.shape[3] - kw) // stride + 1
    best = None
    for i in range(kh):
        for j in range(kw):
            seen = padded[:, :, i : i + stride * (oh - 1) + 1 : stride, j : j + stride * (ow - 1) + 1 : stride]
            best = seen if best is None else torch.maximum(best, seen)
    return best.clone()
