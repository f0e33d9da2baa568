# fails: type
import numpy as np


def count_parameters(model):
    total = sum(np.prod(p.shape) for p in model.parameters())
    trainable = sum(np.prod(p.shape) for p in model.parameters() if p.requires_grad)
    return total, trainable


def count_by_child(model):
    counts = {name: sum(np.prod(p.shape) for p in child.parameters()) for name, child in model.named_children()}
    own = list(model.parameters(recurse=False))
    if own:
        counts[""] = sum(np.prod(p.shape) for p in own)
    return counts


def count_from_table(layers):
    total = 0
    for layer in layers:
        kind = layer["kind"]
        if kind == "convolution":
            kernel_height, kernel_width = layer["kernel"]
            total += layer["out"] * (layer["into"] // layer["groups"]) * kernel_height * kernel_width
        elif kind == "linear":
            total += layer["out"] * layer["into"]
        elif kind == "batch norm":
            total += 2 * layer["features"]
        elif kind == "embedding":
            total += layer["rows"] * layer["width"]
        if kind in ("convolution", "linear") and layer["bias"]:
            total += layer["out"]
    return total
