import torch


def conv2d(x, weight, bias, stride, padding, activation):
    batch, channels, height, width = x.shape
    filters, _, kernel_height, kernel_width = weight.shape
    padded = x.new_zeros(batch, channels, height + 2 * padding, width + 2 * padding)
    padded[:, :, padding : padding + height, padding : padding + width] = x
    rows = (padded.shape[2] - kernel_height) // stride + 1
    columns = (padded.shape[3] - kernel_width) // stride + 1
    n, c, h, w = padded.stride()
    windows = padded.as_strided(
        (batch, rows, columns, channels, kernel_height, kernel_width), (n, h * stride, w * stride, c, h, w)
    )
    matrix = windows.reshape(batch * rows * columns, -1)
    result = matrix @ weight.reshape(filters, -1).T
    if bias is not None:
        result = result + bias
    result = result.reshape(batch, rows, columns, filters).permute(0, 3, 1, 2)
    return result.clamp(min=0) if activation == "relu" else result
