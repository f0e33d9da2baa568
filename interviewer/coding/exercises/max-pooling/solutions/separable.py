import torch


def along(x, dim, size, stride, padding):
    """One-dimensional pooling by an index table; the border is cut off the window instead of padded."""
    length = x.shape[dim]
    pieces = []
    for start in range(-padding, length + padding - size + 1, stride):
        pieces.append(x.narrow(dim, max(start, 0), min(start + size, length) - max(start, 0)).amax(dim))
    return torch.stack(pieces, dim)


class Pool:
    def __init__(self, kernel, stride, padding):
        self.kernel, self.stride, self.padding = kernel, stride, padding

    def __call__(self, x):
        x = along(x, 2, self.kernel[0], self.stride, self.padding)
        return along(x, 3, self.kernel[1], self.stride, self.padding)


def max_pool2d(x, kernel, stride, padding):
    return Pool(kernel, stride, padding)(x)
