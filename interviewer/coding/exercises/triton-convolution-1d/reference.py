import torch.nn.functional as F
from torch import Tensor


def conv1d(x: Tensor, weight: Tensor, stride: int, padding: int) -> Tensor:
    return F.conv1d(x, weight, stride=stride, padding=padding)
