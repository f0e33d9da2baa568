from math import prod


def count_parameters(model):
    sizes = [(p.numel(), p.requires_grad) for p in model.parameters()]
    return sum(n for n, _ in sizes), sum(n for n, t in sizes if t)


def count_by_child(model):
    counts = {name: count_parameters(child)[0] for name, child in model._modules.items() if child is not None}
    own = {id(p): p.numel() for p in model._parameters.values() if p is not None}
    if own:
        counts[""] = sum(own.values())
    return counts


RULES = {
    "convolution": lambda l: l["out"] * (l["into"] // l["groups"]) * prod(l["kernel"]) + l["bias"] * l["out"],
    "linear": lambda l: (l["into"] + l["bias"]) * l["out"],
    "batch norm": lambda l: 2 * l["features"],
    "embedding": lambda l: l["rows"] * l["width"],
    "pooling": lambda l: 0,
}


def count_from_table(layers):
    return sum(RULES[layer["kind"]](layer) for layer in layers)
