import torch.nn.functional as F


def unfreeze_upper(model, count):
    for p in model.parameters():
        p.requires_grad = False
    for part in [model.head, *list(model.blocks)[len(model.blocks) - count :]]:
        part.requires_grad_()


def _trainable(block):
    return any(p.requires_grad for p in block.parameters())


def parameter_groups(model, rate, factor):
    groups = [{"params": [*model.head.parameters()], "lr": rate}]
    for block in reversed(model.blocks):
        if _trainable(block):
            rate *= factor
            groups.append({"params": [*block.parameters()], "lr": rate})
    return groups


def fine_tune_step(model, optimizer, x, labels):
    model.train()
    [block.train(_trainable(block)) for block in model.blocks]
    optimizer.zero_grad(set_to_none=False)
    loss = F.cross_entropy(model(x), labels)
    loss.backward()
    optimizer.step()
    return loss.detach()
