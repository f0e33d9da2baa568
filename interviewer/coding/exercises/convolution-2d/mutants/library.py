# fails: barred operation
import torch


def conv2d(x, weight, bias, stride, padding, activation):
    out = torch.nn.functional.conv2d(x, weight, bias, stride, padding)
    return torch.relu(out) if activation == "relu" else out
