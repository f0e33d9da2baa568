import torch
import torch.nn.functional as F

from interviewer.coding.case import Call, Case, Draw, Family, Ref
from interviewer.coding.kinks import avoided

# batch, channels in, channels out, height, width, stride
_EDGES = (
    (1, 2, 2, 3, 4, 1),
    (2, 1, 1, 3, 2, 1),
    (2, 3, 3, 5, 4, 2),
    (1, 2, 5, 4, 4, 1),
    (3, 4, 2, 7, 2, 2),
    (1, 2, 2, 12, 11, 3),
)
# A normalisation over very few values leaves a gradient of rounding alone: each channel has 8 or more here.
_KINDS = ("identity", "new channels", "stride", "both")


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw, index)
    batch, into, channels, height, width, stride = sizes
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    names = [name for name, *_ in _layers(into, channels, stride)]

    def make() -> tuple[torch.Tensor, ...]:
        x = draw.normal(batch, into, height, width, scale=scale)
        if family is Family.ADVERSARIAL:  # a mean that outweighs the variation
            x = x + 10
        tensors = [x]
        for _, out, fan, kernel in _layers(into, channels, stride):
            tensors.append(draw.normal(out, fan, kernel, kernel, scale=1 / (kernel * fan**0.5)))
            tensors += [draw.normal(out) * 0.3 + 1, draw.normal(out) * 0.5]
            tensors += [draw.normal(out, scale=scale), (draw.uniform(out) + 0.5) * scale**2]
        return tuple(tensors)

    x, *tensors = avoided(draw, make, lambda *values: _both(values, stride))
    state = {}
    for place, name in enumerate(names):
        weight, gain, bias, mean, variance = tensors[5 * place : 5 * place + 5]
        norm = {"conv1": "bn1", "conv2": "bn2"}.get(name, "projection_bn")
        state[f"{name}.weight"] = draw.strided(weight) if family is Family.NON_CONTIGUOUS else weight
        state |= {f"{norm}.weight": gain, f"{norm}.bias": bias}
        state |= {f"{norm}.running_mean": mean, f"{norm}.running_var": variance}
        state[f"{norm}.num_batches_tracked"] = torch.tensor(draw.integer(0, 9))
    if family is Family.NON_CONTIGUOUS:
        x = draw.strided(x)
    return Case(
        name=f"{into} to {channels} channels, {height}x{width}, stride {stride}",
        family=family,
        steps=(
            Call("ResidualBlock", (into, channels, stride), keep="block"),
            Call("block.load_state_dict", (state,), compared=False),
            Call("block.train", keep="same"),
            Call("block", (x,), gradients=(0,)),
            Call("block.state_dict"),
            Call("block.eval", keep="same"),
            Call("block", (x,), gradients=(0,)),
            Call("block.state_dict"),
        ),
        tags=_tags(sizes),
        reduction=9 * (into + channels),
    )


def _layers(into: int, channels: int, stride: int) -> list[tuple[str, int, int, int]]:
    """Name, filters, channels of the input and kernel of each convolution."""
    layers = [("conv1", channels, into, 3), ("conv2", channels, channels, 3)]
    return layers + ([("projection", channels, into, 1)] if stride != 1 or into != channels else [])


def _both(values: tuple[torch.Tensor, ...], stride: int) -> torch.Tensor:
    """The block in training and in evaluation: neither may be near a kink."""
    x, *tensors = values

    def norm(maps: torch.Tensor, place: int, training: bool) -> torch.Tensor:
        _, gain, bias, mean, variance = tensors[5 * place : 5 * place + 5]
        return F.batch_norm(maps, mean.detach().clone(), variance.detach().clone(), gain, bias, training)

    def block(training: bool) -> torch.Tensor:
        maps = norm(F.conv2d(x, tensors[0], stride=stride, padding=1), 0, training).relu()
        maps = norm(F.conv2d(maps, tensors[5], padding=1), 1, training)
        shortcut = norm(F.conv2d(x, tensors[10], stride=stride), 2, training) if len(tensors) > 10 else x
        return (maps + shortcut).relu()

    return torch.cat([block(True), block(False)])


def _random_sizes(draw: Draw, index: int) -> tuple[int, ...]:
    kind = _KINDS[index % 4]
    low, high = (2, 3) if draw.public else (5, 9)
    into = draw.integer(2, 2 if draw.public else 6)
    channels = into + draw.integer(1, 3) if kind in ("new channels", "both") else into
    stride = draw.integer(2, 3) if kind in ("stride", "both") else 1
    return draw.integer(2, 3), into, channels, draw.integer(low, high), draw.integer(low, high), stride


def _tags(sizes: tuple[int, ...]) -> tuple[str, ...]:
    batch, into, channels, height, width, stride = sizes
    told = {
        "identity shortcut": stride == 1 and into == channels,
        "stride without new channels": stride > 1 and into == channels,
        "stride > 1": stride > 1,
        "projection": stride > 1 or into != channels,
        "new channels": into != channels,
        "map not square": height != width,
        "batch of one": batch == 1,
    }
    return tuple(tag for tag, true in told.items() if true)
