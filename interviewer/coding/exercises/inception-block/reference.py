"""Float64 comes from the inputs: nothing here names a dtype."""

import torch
import torch.nn.functional as F
from torch import Tensor


def inception_block(x: Tensor, parameters: dict[str, Tensor]) -> Tensor:
    def convolved(maps: Tensor, name: str) -> Tensor:
        weight = parameters[f"{name}.weight"]
        return F.conv2d(maps, weight, parameters[f"{name}.bias"], padding=weight.shape[-1] // 2).relu()

    branches = (
        convolved(x, "one"),
        convolved(convolved(x, "three_reduce"), "three"),
        convolved(convolved(x, "five_reduce"), "five"),
        convolved(F.max_pool2d(x, 3, 1, 1), "pool"),
    )
    return torch.cat(branches, 1)


def multiplications(parameters: dict[str, Tensor], height: int, width: int) -> int:
    return sum(tensor.numel() for name, tensor in parameters.items() if name.endswith("weight")) * height * width
