import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# batch, channels, classes
_EDGES = ((1, 1, 10), (1, 1, 2), (2, 3, 10), (3, 1, 1))
_SHAPES = {
    "conv1": (6, None, 5, 5),
    "conv2": (16, 6, 5, 5),
    "fc1": (120, 400),
    "fc2": (84, 120),
    "fc3": (None, 84),
}


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw, index)
    batch, channels, classes = sizes
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    x = draw.normal(batch, channels, 28, 28, scale=scale)
    if family is Family.ADVERSARIAL:  # saturated units, then images without any contrast
        x = x * 20 if index % 2 else torch.ones_like(x) * draw.normal(batch, 1, 1, 1)
    if family is Family.NON_CONTIGUOUS:
        x = draw.strided(x)
    # Of saturated units hardly a digit of the gradient is left.
    saturated = family in (Family.SCALE, Family.ADVERSARIAL) and index % 2
    return Case(
        name=f"{batch} images of {channels} channels, {classes} classes",
        family=family,
        steps=(
            Call("LeNet", (channels, classes), keep="model"),
            Call("model.load_state_dict", (_state(draw, channels, classes),), compared=False),
            Call("model", (x,), gradients=() if saturated else (0,)),
            Call("model.state_dict"),
        ),
        tags=_tags(sizes),
        reduction=800,
    )


def _state(draw: Draw, channels: int, classes: int) -> dict[str, torch.Tensor]:
    state = {}
    for name, (out, *rest) in _SHAPES.items():
        out, rest = out or classes, [size or channels for size in rest]
        fan_in = torch.Size(rest).numel()
        state[f"{name}.weight"] = draw.normal(out, *rest, scale=1.5 / fan_in**0.5)
        state[f"{name}.bias"] = draw.normal(out, scale=0.3)
    return state


def _random_sizes(draw: Draw, index: int) -> tuple[int, int, int]:
    return draw.integer(2, 4), draw.choice([1, 3]), draw.integer(3, 9) if index % 2 else 10


def _tags(sizes: tuple[int, int, int]) -> tuple[str, ...]:
    batch, channels, classes = sizes
    told = {"batch of one": batch == 1, "three channels": channels == 3, "not ten classes": classes != 10}
    return tuple(tag for tag, true in told.items() if true)
