# fails: values, negative values
import torch
import torch.nn.functional as F


def max_pool2d(x, kernel, stride, padding):
    kh, kw = kernel
    x = F.pad(x, (padding,) * 4, value=float("-inf"))
    oh = (x.shape[2] - kh) // stride + 1
    ow = (x.shape[3] - kw) // stride + 1
    best = torch.zeros(x.shape[0], x.shape[1], oh, ow, dtype=x.dtype, device=x.device)
    for i in range(kh):
        for j in range(kw):
            window = x[:, :, i : i + stride * (oh - 1) + 1 : stride, j : j + stride * (ow - 1) + 1 : stride]
            best = torch.maximum(best, window)
    return best
