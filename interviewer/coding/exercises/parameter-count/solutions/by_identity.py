"""Walks the modules itself and tells parameters apart by identity."""

import itertools
from typing import Any

from torch.nn import Module, Parameter


def collected(module: Module) -> dict[int, Parameter]:
    found = {id(p): p for p in module._parameters.values() if p is not None}
    for child in module._modules.values():
        if child is not None:
            found |= collected(child)
    return found


def size(parameter: Parameter) -> int:
    count = 1
    for length in parameter.shape:
        count *= length
    return count


def count_parameters(model: Module) -> tuple[int, int]:
    everything = collected(model).values()
    return sum(map(size, everything)), sum(size(p) for p in everything if p.requires_grad)


def count_by_child(model: Module) -> dict[str, int]:
    counts = {}
    own = [p for p in model._parameters.values() if p is not None]
    if own:
        counts[""] = sum(map(size, own))
    for name, child in model.named_children():
        counts[name] = count_parameters(child)[0]
    return counts


FORMULAS = {
    "convolution": lambda into, out, kernel, groups, bias: out * (into // groups) * kernel[0] * kernel[1] + out * bias,
    "linear": lambda into, out, bias: (into + int(bias)) * out,
    "batch norm": lambda features: features + features,
    "embedding": lambda rows, width: rows * width,
    "pooling": lambda: 0,
}


def count_from_table(layers: list[dict[str, Any]]) -> int:
    def one(layer: dict[str, Any]) -> int:
        return FORMULAS[layer["kind"]](**{key: value for key, value in layer.items() if key != "kind"})

    return list(itertools.accumulate(map(one, layers), initial=0))[-1]
