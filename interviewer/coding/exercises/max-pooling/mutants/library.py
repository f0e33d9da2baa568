# fails: barred operation
import torch


def max_pool2d(x, kernel, stride, padding):
    return torch.nn.MaxPool2d(kernel, stride, padding)(x)
