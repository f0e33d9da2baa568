# fails: dtype
import torch
import torch.nn.functional as F


def sum_pool2d(x, kernel, stride, padding):
    kh, kw = kernel
    x = F.pad(x, (padding,) * 4)
    oh = (x.shape[2] - kh) // stride + 1
    ow = (x.shape[3] - kw) // stride + 1
    total = 0
    for i in range(kh):
        for j in range(kw):
            total = total + x[:, :, i : i + stride * (oh - 1) + 1 : stride, j : j + stride * (ow - 1) + 1 : stride]
    return total


def average_pool2d(x, kernel, stride, padding, count_padding):
    total = sum_pool2d(x, kernel, stride, padding)
    if count_padding:
        return total / torch.full(total.shape, kernel[0] * kernel[1], dtype=torch.float64, device=total.device)
    return total / sum_pool2d(torch.ones_like(x, dtype=torch.float64, device=total.device), kernel, stride, padding)


def global_average_pool(x):
    return x.mean((2, 3))
