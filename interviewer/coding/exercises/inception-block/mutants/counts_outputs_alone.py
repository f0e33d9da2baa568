# fails: values
import torch
import torch.nn.functional as F


def inception_block(x, parameters):
    def conv(maps, name, padding=0):
        return F.relu(F.conv2d(maps, parameters[name + ".weight"], parameters[name + ".bias"], padding=padding))

    one = conv(x, "one")
    three = conv(conv(x, "three_reduce"), "three", 1)
    five = conv(conv(x, "five_reduce"), "five", 2)
    pool = conv(F.max_pool2d(x, 3, stride=1, padding=1), "pool")
    return torch.cat([one, three, five, pool], dim=1)


def multiplications(parameters, height, width):
    total = 0
    for name, tensor in parameters.items():
        if name.endswith(".weight"):
            total += tensor.shape[0] * tensor.shape[2] * tensor.shape[3] * height * width
    return total
