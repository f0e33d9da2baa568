import torch
import torch.nn.functional as F


def inception_block(x, parameters):
    p = parameters
    b1 = F.relu(F.conv2d(x, p["one.weight"], p["one.bias"]))
    b2 = F.relu(F.conv2d(x, p["three_reduce.weight"], p["three_reduce.bias"]))
    b2 = F.relu(F.conv2d(b2, p["three.weight"], p["three.bias"], padding=1))
    b3 = F.relu(F.conv2d(x, p["five_reduce.weight"], p["five_reduce.bias"]))
    b3 = F.relu(F.conv2d(b3, p["five.weight"], p["five.bias"], padding=2))
    b4 = F.max_pool2d(x, kernel_size=3, stride=1, padding=1)
    b4 = F.relu(F.conv2d(b4, p["pool.weight"], p["pool.bias"]))
    return torch.cat([b1, b2, b3, b4], dim=1)


def multiplications(parameters, height, width):
    total = 0
    for name in ("one", "three_reduce", "three", "five_reduce", "five", "pool"):
        f, c, kh, kw = parameters[f"{name}.weight"].shape
        total += f * c * kh * kw * height * width
    return total
