"""Counts by what the modules themselves say."""

from typing import Any

from torch import nn


def count_parameters(model: nn.Module) -> tuple[int, int]:
    sizes = [(parameter.numel(), parameter.requires_grad) for parameter in model.parameters()]
    return sum(size for size, _ in sizes), sum(size for size, learns in sizes if learns)


def count_by_child(model: nn.Module) -> dict[str, int]:
    counts = {name: count_parameters(child)[0] for name, child in model.named_children()}
    own = list(model.parameters(recurse=False))
    return counts | ({"": sum(parameter.numel() for parameter in own)} if own else {})


def count_from_table(layers: list[dict[str, Any]]) -> int:
    return sum(_layer(layer) for layer in layers)


def _layer(layer: dict[str, Any]) -> int:
    match layer["kind"]:
        case "convolution":
            height, width = layer["kernel"]
            return layer["out"] * (layer["into"] // layer["groups"] * height * width + layer["bias"])
        case "linear":
            return layer["out"] * (layer["into"] + layer["bias"])
        case "batch norm":
            return 2 * layer["features"]
        case "embedding":
            return layer["rows"] * layer["width"]
    return 0
