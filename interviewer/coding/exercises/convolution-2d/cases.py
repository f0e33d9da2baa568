import torch
import torch.nn.functional as F

from interviewer.coding.case import Call, Case, Draw, Family
from interviewer.coding.kinks import avoided

# batch, channels, height, width, filters, kernel height, kernel width, stride, padding
_EDGES = (
    (1, 1, 1, 1, 1, 1, 1, 1, 0),
    (1, 2, 3, 3, 2, 3, 3, 1, 0),
    (2, 1, 7, 5, 3, 3, 2, 2, 0),
    (1, 3, 5, 8, 1, 1, 1, 3, 0),
    (2, 2, 4, 4, 2, 3, 3, 1, 2),
    (1, 1, 9, 9, 1, 2, 2, 4, 1),
    (3, 2, 2, 7, 4, 5, 3, 1, 2),
    (1, 4, 11, 3, 2, 4, 1, 2, 0),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw)
    batch, channels, height, width, filters, kernel_height, kernel_width, stride, padding = sizes
    scale = 1e3 if family is Family.SCALE and index % 2 else 1e-3 if family is Family.SCALE else 1.0
    activation = ("none", "relu")[index % 2]
    with_bias = index % 3 != 2
    shift = 100.0 if family is Family.ADVERSARIAL else 0.0  # a mean far from zero: a shifted window shows at once

    def make() -> tuple[torch.Tensor, ...]:
        x = draw.normal(batch, channels, height, width, scale=scale) + shift
        weight = draw.normal(filters, channels, kernel_height, kernel_width)
        return x, weight, draw.normal(filters, scale=scale) * with_bias

    def convolved(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        result = F.conv2d(x, weight, bias if with_bias else None, stride, padding)
        return result.relu() if activation == "relu" else result

    x, weight, drawn = avoided(draw, make, convolved)
    terms = channels * kernel_height * kernel_width
    # Rounding is relative to what is summed: little of it may be left after cancellation and the ReLU.
    summed = F.conv2d(x.abs(), weight.abs(), drawn.abs(), stride, padding)
    bias = drawn if with_bias else None
    if family is Family.NON_CONTIGUOUS:
        x, weight = draw.strided(x), draw.strided(weight)
    arguments = (x, weight, bias, stride, padding, activation)
    gradients = (0, 1) if bias is None else (0, 1, 2)
    return Case(
        name=f"{height}x{width} by {kernel_height}x{kernel_width}, stride {stride}, padding {padding}",
        family=family,
        steps=(Call("conv2d", arguments, gradients=gradients),),
        tags=_tags(sizes, bias is None, activation),
        reduction=terms,
        scale=float(summed.max()) / terms**0.5,
    )


def speed(draw: Draw) -> Case:
    x, weight, bias = draw.normal(4, 8, 32, 32), draw.normal(16, 8, 3, 3), draw.normal(16)
    call = Call("conv2d", (x, weight, bias, 1, 1, "relu"))
    return Case("4 images of 8 x 32 x 32, 16 filters of 3 x 3", Family.RANDOM, (call,), reduction=8 * 3 * 3)


def _random_sizes(draw: Draw) -> tuple[int, ...]:
    kernel_height, kernel_width = draw.integer(1, 4), draw.integer(1, 4)
    largest = 5 if draw.public else 12
    return (
        draw.integer(1, 3),
        draw.integer(1, 2 if draw.public else 5),
        draw.integer(kernel_height, largest),
        draw.integer(kernel_width, largest),
        draw.integer(1, 4),
        kernel_height,
        kernel_width,
        draw.integer(1, 3),
        draw.integer(0, 2),
    )


def _tags(sizes: tuple[int, ...], no_bias: bool, activation: str) -> tuple[str, ...]:
    batch, _, height, width, _, kernel_height, kernel_width, stride, padding = sizes
    told = {
        "stride > 1": stride > 1,
        "padding": padding > 0,
        "kernel not square": kernel_height != kernel_width,
        "image not square": height != width,
        "batch above one": batch > 1,
        "no bias": no_bias,
        "relu": activation == "relu",
    }
    return tuple(tag for tag, true in told.items() if true)
