from interviewer.coding.case import Call, Case, Draw, Family

# batch, channels, height, width, kernel height, kernel width, stride, padding
_EDGES = (
    (1, 2, 4, 4, 2, 2, 2, 1),
    (1, 1, 1, 1, 1, 1, 1, 0),
    (2, 1, 7, 5, 3, 2, 2, 1),
    (1, 3, 5, 8, 1, 1, 3, 0),
    (2, 2, 5, 5, 5, 5, 1, 2),
    (1, 1, 9, 10, 2, 3, 4, 1),
    (3, 1, 2, 11, 2, 4, 3, 1),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw, family)
    batch, channels, height, width, kernel_height, kernel_width, stride, padding = sizes
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    x = draw.normal(batch, channels, height, width, scale=scale)
    if family is Family.ADVERSARIAL:
        x = x + 1e4
    if family is Family.NON_CONTIGUOUS:
        x = draw.strided(x)
    # Rounding is relative to what is summed, and little of that may be left in a single result.
    scale_of_sums = float(x.abs().max()) * (kernel_height * kernel_width) ** 0.5
    kernel, count_padding = (kernel_height, kernel_width), bool(index % 2)
    return Case(
        name=f"{height}x{width} by {kernel_height}x{kernel_width}, stride {stride}, padding {padding}",
        family=family,
        steps=(
            Call("sum_pool2d", (x, kernel, stride, padding), gradients=(0,)),
            Call("average_pool2d", (x, kernel, stride, padding, count_padding), gradients=(0,)),
            Call("global_average_pool", (x,), gradients=(0,)),
        ),
        tags=_tags(sizes, count_padding, family is Family.ADVERSARIAL),
        reduction=kernel_height * kernel_width,
        scale=scale_of_sums,
    )


def _random_sizes(draw: Draw, family: Family) -> tuple[int, ...]:
    kernel_height, kernel_width = draw.integer(2, 4), draw.integer(2, 4)
    largest = 5 if draw.public else 14
    far = family is Family.ADVERSARIAL  # a large map: whoever adds it all up loses digits
    return (
        1 if far else draw.integer(1, 3),
        1 if far else draw.integer(1, 2 if draw.public else 5),
        64 if far else draw.integer(kernel_height, largest),
        60 if far else draw.integer(kernel_width, largest),
        kernel_height,
        kernel_width,
        1 if far else draw.integer(1, 4),
        0 if far else draw.integer(0, 1),
    )


def _tags(sizes: tuple[int, ...], count_padding: bool, far: bool) -> tuple[str, ...]:
    batch, _, height, width, kernel_height, kernel_width, stride, padding = sizes
    told = {
        "padding counted": padding > 0 and count_padding,
        "padding not counted": padding > 0 and not count_padding,
        "padding": padding > 0,
        "kernel not square": kernel_height != kernel_width,
        "map not square": height != width,
        "batch above one": batch > 1,
        "far from zero": far,
        "stride > 1": stride > 1,
    }
    return tuple(tag for tag, true in told.items() if true)
