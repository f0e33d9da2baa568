"""A depthwise convolution with a filter of ones."""

from torch import Tensor
from torch.nn.functional import conv2d


def sum_pool2d(x: Tensor, kernel: tuple[int, int], stride: int, padding: int) -> Tensor:
    channels = x.shape[1]
    return conv2d(x, x.new_ones(channels, 1, *kernel), stride=stride, padding=padding, groups=channels)


def average_pool2d(x: Tensor, kernel: tuple[int, int], stride: int, padding: int, count_padding: bool) -> Tensor:
    area = kernel[0] * kernel[1]
    if count_padding:
        return sum_pool2d(x, kernel, stride, padding) / area
    return sum_pool2d(x, kernel, stride, padding) / sum_pool2d(
        x.new_ones(1, x.size(1), *x.shape[2:]), kernel, stride, padding
    )


def global_average_pool(x: Tensor) -> Tensor:
    return x.sum(dim=(2, 3)) / (x.size(2) * x.size(3))
