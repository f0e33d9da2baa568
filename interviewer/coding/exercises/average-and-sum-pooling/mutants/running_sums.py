# fails: values, far from zero
import torch
import torch.nn.functional as F


def sum_pool2d(x, kernel, stride, padding):
    kh, kw = kernel
    x = F.pad(x, (padding,) * 4)
    oh = (x.shape[2] - kh) // stride + 1
    ow = (x.shape[3] - kw) // stride + 1
    running = F.pad(x.cumsum(2).cumsum(3), (1, 0, 1, 0))
    rows = torch.arange(oh) * stride
    columns = torch.arange(ow) * stride
    lower, upper = running[:, :, rows + kh], running[:, :, rows]
    return lower[..., columns + kw] - lower[..., columns] - upper[..., columns + kw] + upper[..., columns]


def average_pool2d(x, kernel, stride, padding, count_padding):
    total = sum_pool2d(x, kernel, stride, padding)
    if count_padding:
        return total / (kernel[0] * kernel[1])
    return total / sum_pool2d(torch.ones_like(x), kernel, stride, padding)


def global_average_pool(x):
    return x.mean((2, 3))
