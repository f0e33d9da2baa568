import torch
import torch.nn.functional as F

from interviewer.coding.case import Call, Case, Draw, Family
from interviewer.coding.kinks import avoided

# batch, height, width, channels of the image and after each convolution, blocks
_EDGES = (
    (1, 4, 4, (1, 2), 1),
    (1, 2, 2, (1, 1), 1),
    (2, 5, 7, (3, 4, 4), 2),
    (1, 3, 8, (2, 1, 5, 2), 1),
    (2, 9, 2, (1, 3), 5),
    (1, 6, 11, (4, 2, 2), 1),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw, index)
    batch, height, width, channels, blocks = sizes
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    pairs = list(zip(channels[1:], channels[:-1], strict=True))

    def make() -> tuple[torch.Tensor, ...]:
        x = draw.normal(batch, channels[0], height, width, scale=scale)
        if family is Family.ADVERSARIAL:  # far from zero: padded zeros show at the border
            x = x + 20
        weights = [draw.normal(out, into, 3, 3, scale=(2 / (9 * into)) ** 0.5) for out, into in pairs]
        return (x, *weights, *(draw.normal(out, scale=0.3 * scale) for out, _ in pairs))

    x, *rest = avoided(draw, make, _block)
    weights, biases = rest[: len(pairs)], rest[len(pairs) :]
    terms = 9 * sum(channels[:-1])
    # Rounding is relative to what is summed, and little of that may be left in a single result.
    summed = _block(*(tensor.abs() for tensor in (x, *rest)))
    if family is Family.NON_CONTIGUOUS:
        x, weights = draw.strided(x), [draw.strided(weight) for weight in weights]
    return Case(
        name=f"{height}x{width}, channels {', '.join(map(str, channels))}; field of {blocks} blocks",
        family=family,
        steps=(
            Call("vgg_block", (x, weights, biases), gradients=(0,)),
            Call("receptive_field", (len(pairs), blocks)),
        ),
        tags=_tags(sizes),
        reduction=terms,
        scale=float(summed.max()) / terms**0.5,
    )


def _block(x: torch.Tensor, *rest: torch.Tensor) -> torch.Tensor:
    half = len(rest) // 2
    for weight, bias in zip(rest[:half], rest[half:], strict=True):
        x = F.conv2d(x, weight, bias, padding=1).relu()
    return F.max_pool2d(x, 2)


def _random_sizes(draw: Draw, index: int) -> tuple[int, int, int, tuple[int, ...], int]:
    low, high = (2, 5) if draw.public else (4, 15)
    channels = tuple(draw.integer(1, 2 if draw.public else 6) for _ in range(2 + index % 3))
    return draw.integer(1, 3), draw.integer(low, high), draw.integer(low, high), channels, draw.choice([1, 1, 3])


def _tags(sizes: tuple[int, int, int, tuple[int, ...], int]) -> tuple[str, ...]:
    batch, height, width, channels, blocks = sizes
    told = {
        "several blocks": blocks > 1,
        "several convolutions": len(channels) > 2,
        "odd size": height % 2 == 1 or width % 2 == 1,
        "map not square": height != width,
        "batch above one": batch > 1,
    }
    return tuple(tag for tag, true in told.items() if true)
