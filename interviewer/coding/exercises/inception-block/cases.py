import torch
import torch.nn.functional as F

from interviewer.coding.case import Call, Case, Draw, Family
from interviewer.coding.kinks import avoided

_NAMES = ("one", "three_reduce", "three", "five_reduce", "five", "pool")
_KERNELS = (1, 1, 3, 1, 5, 1)
# batch, channels, height, width, and filters of each convolution
_EDGES = (
    (1, 1, 2, 2, (1, 1, 1, 1, 1, 1)),
    (1, 1, 1, 1, (1, 2, 1, 1, 2, 1)),
    (2, 3, 1, 7, (2, 1, 3, 1, 1, 2)),
    (1, 4, 6, 2, (1, 2, 2, 3, 2, 4)),
    (3, 2, 5, 5, (2, 2, 2, 2, 2, 2)),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw)
    batch, channels, height, width, filters = sizes
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    negative = family is Family.ADVERSARIAL

    def make() -> tuple[torch.Tensor, ...]:
        x = draw.uniform(batch, channels, height, width, low=0.1, high=3.0) * scale
        weights = [
            draw.normal(out, into, kernel, kernel, scale=(2 / (kernel * kernel * into)) ** 0.5)
            for out, into, kernel in _shapes(channels, filters)
        ]
        biases = [draw.normal(out, scale=0.3 * scale) for out in filters]
        return (-x if negative else x, *weights, *biases)

    x, *tensors = avoided(draw, make, _joined)
    terms = sum(tensor[0].numel() for tensor in tensors[:6])
    # Rounding is relative to what is summed, and little of that may be left in a single result.
    summed = _joined(*(tensor.abs() for tensor in (x, *tensors)))
    if family is Family.NON_CONTIGUOUS:
        x, tensors = draw.strided(x), [draw.strided(tensor) for tensor in tensors]
    parameters = {}
    for place, name in enumerate(_NAMES):
        parameters[f"{name}.weight"], parameters[f"{name}.bias"] = tensors[place], tensors[6 + place]
    return Case(
        name=f"{height}x{width}, {channels} channels, filters {', '.join(map(str, filters))}",
        family=family,
        steps=(
            Call("inception_block", (x, parameters), gradients=(0,)),
            Call("multiplications", (parameters, height + 1, width + 2)),
        ),
        tags=_tags(sizes, negative),
        reduction=terms,
        scale=float(summed.max()) / terms**0.5,
    )


def _shapes(channels: int, filters: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """Filters, channels of the input, and kernel of each convolution."""
    into = (channels, channels, filters[1], channels, filters[3], channels)
    return list(zip(filters, into, _KERNELS, strict=True))


def _joined(x: torch.Tensor, *tensors: torch.Tensor) -> torch.Tensor:
    def convolved(maps: torch.Tensor, place: int) -> torch.Tensor:
        return F.conv2d(maps, tensors[place], tensors[6 + place], padding=_KERNELS[place] // 2).relu()

    pooled = F.max_pool2d(x, 3, 1, 1)
    branches = (convolved(x, 0), convolved(convolved(x, 1), 2), convolved(convolved(x, 3), 4), convolved(pooled, 5))
    return torch.cat(branches, 1)


def _random_sizes(draw: Draw) -> tuple[int, int, int, int, tuple[int, ...]]:
    largest, most = (3, 2) if draw.public else (9, 5)
    return (
        draw.integer(1, 3),
        draw.integer(1, most),
        draw.integer(2, largest),
        draw.integer(2, largest),
        tuple(draw.integer(1, most) for _ in _NAMES),
    )


def _tags(sizes: tuple[int, int, int, int, tuple[int, ...]], negative: bool) -> tuple[str, ...]:
    batch, _, height, width, _ = sizes
    told = {
        "negative maps": negative,
        "single pixel": height == width == 1,
        "map not square": height != width,
        "batch above one": batch > 1,
    }
    return tuple(tag for tag, true in told.items() if true)
