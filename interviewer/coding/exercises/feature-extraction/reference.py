"""Float64 comes from the model: nothing here names a dtype."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def prepare(model: nn.Module, classes: int) -> None:
    model.requires_grad_(False)
    model.head = nn.Linear(model.head.in_features, classes)
    nn.init.zeros_(model.head.weight)
    nn.init.zeros_(model.head.bias)


def train_step(model: nn.Module, x: Tensor, labels: Tensor, rate: float) -> float:
    model.body.eval()
    with torch.no_grad():
        features = model.body(x)
    parameters = list(model.head.parameters())
    loss = F.cross_entropy(model.head(features), labels)
    gradients = torch.autograd.grad(loss, parameters)
    with torch.no_grad():
        for parameter, gradient in zip(parameters, gradients, strict=True):
            parameter -= rate * gradient
    return loss.item()
