# fails: values, several blocks
import torch
import torch.nn.functional as F


def vgg_block(x, weights, biases):
    for weight, bias in zip(weights, biases):
        x = torch.relu(F.conv2d(x, weight, bias, padding=1))
    return F.max_pool2d(x, 2)


def receptive_field(convolutions, blocks):
    field, step = 1, 1
    for _ in range(blocks):
        field += 2 * convolutions * step
        field += step
    return field
