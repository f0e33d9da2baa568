import torch

from interviewer.coding.case import Call, Case, Draw, Family

# batch, channels, height, width, kernel height, kernel width, stride, padding
_EDGES = (
    (1, 2, 4, 4, 2, 2, 2, 0),
    (1, 1, 1, 1, 1, 1, 1, 0),
    (2, 1, 7, 5, 3, 2, 2, 1),
    (1, 3, 5, 8, 1, 1, 3, 0),
    (2, 2, 5, 5, 5, 5, 1, 2),
    (1, 1, 9, 10, 2, 3, 4, 1),
    (3, 1, 2, 11, 2, 4, 3, 1),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw)
    batch, channels, height, width, kernel_height, kernel_width, stride, padding = sizes
    negative = bool(index % 2)
    x = _distinct(draw, batch, channels, height, width)
    if family is Family.SCALE:
        x = x * (1e3 if index % 2 else 1e-3)
    ties = family is Family.ADVERSARIAL and index >= 2
    if family is Family.ADVERSARIAL:  # nearly equal values far from zero, then very many equal ones
        x = (x * 3).ceil() if ties else 1e4 + 10 * x
    if negative:
        x = -x
    if family is Family.NON_CONTIGUOUS:
        x = draw.strided(x)
    call = Call("max_pool2d", (x, (kernel_height, kernel_width), stride, padding), gradients=() if ties else (0,))
    return Case(
        name=f"{height}x{width} by {kernel_height}x{kernel_width}, stride {stride}, padding {padding}",
        family=family,
        steps=(call,),
        tags=_tags(sizes, negative, ties),
        reduction=kernel_height * kernel_width,
    )


def speed(draw: Draw) -> Case:
    call = Call("max_pool2d", (_distinct(draw, 4, 8, 48, 48), (3, 3), 2, 1))
    return Case("4 images of 8 x 48 x 48 by 3 x 3, stride 2", Family.RANDOM, (call,))


def _distinct(draw: Draw, *shape: int) -> torch.Tensor:
    """Positive values, no two of them equal: each window has one winner."""
    count = torch.Size(shape).numel()
    return ((draw.permutation(count) + 1).float() / count).reshape(shape)


def _random_sizes(draw: Draw) -> tuple[int, ...]:
    kernel_height, kernel_width = draw.integer(2, 4), draw.integer(2, 4)
    largest = 5 if draw.public else 14
    return (
        draw.integer(1, 3),
        draw.integer(1, 2 if draw.public else 5),
        draw.integer(kernel_height, largest),
        draw.integer(kernel_width, largest),
        kernel_height,
        kernel_width,
        draw.integer(1, 4),
        draw.integer(0, 1),
    )


def _tags(sizes: tuple[int, ...], negative: bool, ties: bool) -> tuple[str, ...]:
    _, _, height, width, kernel_height, kernel_width, stride, padding = sizes
    left_over = [
        (size + 2 * padding - side) % stride for size, side in ((height, kernel_height), (width, kernel_width))
    ]
    told = {
        "padding of negative values": padding > 0 and negative,
        "negative values": negative,
        "padding": padding > 0,
        "kernel not square": kernel_height != kernel_width,
        "stride unlike the kernel": (stride, stride) != (kernel_height, kernel_width),
        "rows or columns left over": any(left_over),
        "ties": ties,
    }
    return tuple(tag for tag, true in told.items() if true)
