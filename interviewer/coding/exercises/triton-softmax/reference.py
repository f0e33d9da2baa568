import torch
from torch import Tensor


def softmax(x: Tensor) -> Tensor:
    return torch.softmax(x, dim=-1)
