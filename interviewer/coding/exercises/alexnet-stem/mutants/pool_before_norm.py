# fails: values
import torch
import torch.nn.functional as F


def local_response_norm(x, size, k, alpha, beta):
    half = size // 2
    squares = F.pad(x.pow(2), (0, 0, 0, 0, half, half))
    energy = 0
    for i in range(size):
        energy = energy + squares[:, i : i + x.shape[1]]
    return x / (k + alpha * energy) ** beta


def alexnet_stem(x, weight, bias, size, k, alpha, beta):
    x = F.conv2d(x, weight, bias, stride=4, padding=2)
    x = torch.relu(x)
    x = F.max_pool2d(x, kernel_size=3, stride=2)
    return local_response_norm(x, size, k, alpha, beta)
