"""Pooling is separable: one band matrix of zeros and ones for the rows, one for the columns."""

import torch


def band(size, window, stride, padding, like):
    outputs = (size + 2 * padding - window) // stride + 1
    matrix = torch.zeros(outputs, size, dtype=like.dtype, device=like.device)
    for row in range(outputs):
        first = row * stride - padding
        matrix[row, max(first, 0) : first + window] = 1
    return matrix


def sum_pool2d(x, kernel, stride, padding):
    rows = band(x.shape[2], kernel[0], stride, padding, x)
    columns = band(x.shape[3], kernel[1], stride, padding, x)
    return torch.einsum("ph,nchw,qw->ncpq", rows, x, columns)


def average_pool2d(x, kernel, stride, padding, count_padding):
    if count_padding:
        return sum_pool2d(x, kernel, stride, padding).div(kernel[0] * kernel[1])
    rows = band(x.shape[2], kernel[0], stride, padding, x).sum(1)
    columns = band(x.shape[3], kernel[1], stride, padding, x).sum(1)
    return sum_pool2d(x, kernel, stride, padding) / torch.outer(rows, columns)


def global_average_pool(x):
    return torch.mean(torch.mean(x, 3), 2)
