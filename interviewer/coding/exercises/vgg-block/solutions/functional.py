import torch.nn.functional as F


def vgg_block(x, weights, biases):
    for w, b in zip(weights, biases):
        x = F.relu(F.conv2d(x, w, b, stride=1, padding=1))
    return F.max_pool2d(x, kernel_size=2, stride=2)


def receptive_field(convolutions, blocks):
    field, step = 1, 1
    for _ in range(blocks):
        for _ in range(convolutions):
            field += 2 * step
        field += step
        step *= 2
    return field
