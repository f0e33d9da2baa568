import torch
import torch.nn.functional as F


def windows(x, kernel, stride, padding):
    x = F.pad(x, (padding, padding, padding, padding))
    return x.unfold(2, kernel[0], stride).unfold(3, kernel[1], stride)


def sum_pool2d(x, kernel, stride, padding):
    return windows(x, kernel, stride, padding).sum((-1, -2))


def average_pool2d(x, kernel, stride, padding, count_padding):
    if count_padding:
        return windows(x, kernel, stride, padding).mean((-1, -2))
    inside = windows(torch.ones_like(x), kernel, stride, padding)
    return sum_pool2d(x, kernel, stride, padding) / inside.sum((-1, -2))


def global_average_pool(x):
    return x.flatten(2).mean(-1)
