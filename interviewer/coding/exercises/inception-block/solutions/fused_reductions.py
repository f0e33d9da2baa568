"""The three 1 x 1 convolutions that read the map itself, done as one matrix product."""

import torch
import torch.nn.functional as F


def pointwise(x, weight, bias):
    return torch.einsum("nchw,fc->nfhw", x, weight.flatten(1)) + bias[:, None, None]


def windows(x, weight, bias):
    k = weight.shape[-1]
    columns = F.unfold(x, k, padding=k // 2)
    out = torch.matmul(weight.flatten(1), columns) + bias[:, None]
    return out.reshape(x.shape[0], -1, *x.shape[2:])


def inception_block(x, parameters):
    names = ["one", "three_reduce", "five_reduce"]
    weight = torch.cat([parameters[f"{n}.weight"] for n in names])
    bias = torch.cat([parameters[f"{n}.bias"] for n in names])
    sizes = [len(parameters[f"{n}.bias"]) for n in names]
    one, three, five = F.relu(pointwise(x, weight, bias)).split(sizes, dim=1)
    three = F.relu(windows(three, parameters["three.weight"], parameters["three.bias"]))
    five = F.relu(windows(five, parameters["five.weight"], parameters["five.bias"]))
    padded = F.pad(x, (1, 1, 1, 1), value=-torch.inf)
    pooled = padded.unfold(2, 3, 1).unfold(3, 3, 1).amax((-1, -2))
    pooled = F.relu(pointwise(pooled, parameters["pool.weight"], parameters["pool.bias"]))
    return torch.concatenate((one, three, five, pooled), axis=1)


def multiplications(parameters, height, width):
    return int(sum(w.numel() for w in parameters.values() if w.dim() == 4) * height * width)
