# fails: barred operation
import torch


def conv1d(x, weight, stride, padding):
    return torch.nn.functional.conv1d(x, weight, None, stride, padding)
