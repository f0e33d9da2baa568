"""The gradient of cross-entropy written out: probabilities minus one-hot labels."""

import torch
from torch import Tensor, nn


def prepare(model: nn.Module, classes: int) -> None:
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    old = model.head
    new = nn.Linear(old.weight.shape[1], classes, bias=True)
    for parameter in new.parameters():
        parameter.data.zero_()
    model.head = new


@torch.no_grad()
def train_step(model: nn.Module, x: Tensor, labels: Tensor, rate: float) -> float:
    was_training = model.body.training
    model.body.train(False)
    features = model.body(x)
    model.body.train(was_training)
    logits = model.head(features)
    log_probabilities = logits - logits.logsumexp(dim=1, keepdim=True)
    rows = torch.arange(len(labels), device=labels.device)
    loss = -log_probabilities[rows, labels].mean()
    error = log_probabilities.exp()
    error[rows, labels] -= 1
    error /= len(labels)
    model.head.weight.sub_(rate * error.T @ features)
    model.head.bias.sub_(rate * error.sum(0))
    return float(loss)
