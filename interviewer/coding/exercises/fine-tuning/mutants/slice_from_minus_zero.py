# fails: values, no block unfrozen
import torch
import torch.nn.functional as F


def unfreeze_upper(model, count):
    for parameter in model.parameters():
        parameter.requires_grad = False
    blocks = list(model.blocks)
    for module in blocks[-count:] + [model.head]:
        for parameter in module.parameters():
            parameter.requires_grad = True


def learns(block):
    return all(parameter.requires_grad for parameter in block.parameters())


def parameter_groups(model, rate, factor):
    groups = [{"params": list(model.head.parameters()), "lr": rate}]
    for block in reversed(model.blocks):
        if learns(block):
            groups.append({"params": list(block.parameters()), "lr": rate * factor ** len(groups)})
    return groups


def fine_tune_step(model, optimizer, x, labels):
    for block in model.blocks:
        block.train(learns(block))
    optimizer.zero_grad()
    loss = F.cross_entropy(model(x), labels)
    loss.backward()
    optimizer.step()
    return loss.item()
