import math


def count_parameters(model):
    total = sum(p.numel() for p in model.parameters())
    trainable = sum(p.numel() for p in model.parameters() if p.requires_grad)
    return total, trainable


def count_by_child(model):
    counts = {name: sum(p.numel() for p in child.parameters()) for name, child in model.named_children()}
    own = sum(p.numel() for p in model.parameters(recurse=False))
    if own:
        counts[""] = own
    return counts


def count_from_table(layers):
    total = 0
    for layer in layers:
        kind = layer["kind"]
        if kind == "convolution":
            total += layer["out"] * layer["into"] // layer["groups"] * math.prod(layer["kernel"])
            total += layer["out"] if layer["bias"] else 0
        elif kind == "linear":
            total += layer["into"] * layer["out"] + (layer["out"] if layer["bias"] else 0)
        elif kind == "batch norm":
            total += layer["features"] * 2
        elif kind == "embedding":
            total += layer["rows"] * layer["width"]
    return total
