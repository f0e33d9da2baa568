import torch
from torch import nn


def unfreeze_upper(model, count):
    for parameter in model.parameters():
        parameter.requires_grad = False
    first = len(model.blocks) - count
    for module in [*model.blocks[first:], model.head]:
        for parameter in module.parameters():
            parameter.requires_grad = True


def parameter_groups(model, rate, factor):
    groups = [{"params": list(model.head.parameters()), "lr": rate}]
    for block in list(model.blocks)[::-1]:
        parameters = [p for p in block.parameters() if p.requires_grad]
        if parameters:
            rate = rate * factor
            groups.append({"params": parameters, "lr": rate})
    return groups


def fine_tune_step(model, optimizer, x, labels):
    model.train()
    for block in model.blocks:
        if not any(p.requires_grad for p in block.parameters()):
            block.eval()
    loss = nn.CrossEntropyLoss()(model(x), labels)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    return loss
