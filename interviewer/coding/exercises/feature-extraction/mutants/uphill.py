# fails: state
import torch
import torch.nn.functional as F
from torch import nn


def prepare(model, classes):
    for parameter in model.parameters():
        parameter.requires_grad = False
    model.head = nn.Linear(model.head.in_features, classes)
    nn.init.zeros_(model.head.weight)
    nn.init.zeros_(model.head.bias)
    model.eval()


def train_step(model, x, labels, rate):
    model.eval()
    model.zero_grad()
    loss = F.cross_entropy(model(x), labels)
    loss.backward()
    with torch.no_grad():
        for parameter in model.head.parameters():
            parameter += rate * parameter.grad
    return loss.item()
