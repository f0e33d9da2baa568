import torch
import torch.nn.functional as F

from interviewer.coding.case import Call, Case, Draw, Family
from interviewer.coding.kinks import avoided

# batch, channels, height, width, filters, size
_EDGES = (
    (1, 1, 15, 15, 2, 3),
    (1, 3, 35, 35, 1, 5),
    (2, 1, 16, 27, 3, 7),
    (1, 2, 31, 23, 6, 1),
    (2, 3, 28, 44, 8, 5),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw)
    batch, channels, height, width, filters, size = sizes
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    k, alpha, beta = (2.0, 1e-4, 0.75) if index == 1 and family is Family.EDGE else _settings(draw)
    alpha = alpha / scale**2

    def make() -> tuple[torch.Tensor, ...]:
        x = draw.normal(batch, channels, height, width, scale=scale)
        if family is Family.ADVERSARIAL:  # strong activations, whose energy outweighs k by far
            x = x * 30
        weight = draw.normal(filters, channels, 11, 11, scale=1 / (11 * channels**0.5))
        return x, weight, draw.normal(filters, scale=scale)

    x, weight, bias = avoided(draw, make, lambda *tensors: _stem(*tensors, size, k, alpha, beta))
    terms = 121 * channels + size
    # Rounding is relative to what is summed, and little of that may be left in a single result.
    summed = F.conv2d(x.abs(), weight.abs(), bias.abs(), stride=4, padding=2)
    maps = draw.normal(batch, filters, height // 8, width // 8, scale=scale)
    if family is Family.NON_CONTIGUOUS:
        x, weight, maps = draw.strided(x), draw.strided(weight), draw.strided(maps)
    return Case(
        name=f"{height}x{width}, {filters} filters, size {size}",
        family=family,
        steps=(
            Call("local_response_norm", (maps, size, k, alpha, beta), gradients=(0,)),
            Call("alexnet_stem", (x, weight, bias, size, k, alpha, beta), gradients=(0, 1, 2)),
        ),
        tags=_tags(sizes),
        reduction=terms,
        scale=float(summed.max()) / terms**0.5,
    )


def _stem(
    x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor, size: int, k: float, alpha: float, beta: float
) -> torch.Tensor:
    maps = F.conv2d(x, weight, bias, stride=4, padding=2).relu()
    return F.max_pool2d(F.local_response_norm(maps, size, alpha * size, beta, k), 3, 2)


def _settings(draw: Draw) -> tuple[float, float, float]:
    return draw.choice([1.0, 2.0]), draw.choice([0.05, 0.2, 0.5]), draw.choice([0.5, 0.75, 1.0])


def _random_sizes(draw: Draw) -> tuple[int, ...]:
    low, high = (15, 19) if draw.public else (27, 51)
    return (
        draw.integer(1, 2),
        1 if draw.public else draw.integer(1, 3),
        draw.integer(low, high),
        draw.integer(low, high),
        draw.integer(2, 3) if draw.public else draw.integer(4, 8),
        draw.choice([3, 5]),
    )


def _tags(sizes: tuple[int, ...]) -> tuple[str, ...]:
    batch, _, height, width, filters, size = sizes
    told = {
        "size one": size == 1,
        "fewer channels than the size": filters < size,
        "image not square": height != width,
        "batch above one": batch > 1,
    }
    return tuple(tag for tag, true in told.items() if true)
