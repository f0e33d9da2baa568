import torch
from torch import nn


def prepare(model, classes):
    model.body.requires_grad_(False)
    model.head = nn.Linear(model.head.in_features, classes)
    nn.init.zeros_(model.head.weight)
    nn.init.zeros_(model.head.bias)
    return model


def train_step(model, x, labels, rate):
    model.eval()
    with torch.inference_mode():
        features = model.body(x)
    features = features.clone()
    w, b = model.head.weight, model.head.bias
    loss = nn.CrossEntropyLoss()(features @ w.T + b, labels)
    grads = torch.autograd.grad(loss, [w, b])
    with torch.no_grad():
        for p, g in zip((w, b), grads):
            p -= rate * g
    return loss.item()
