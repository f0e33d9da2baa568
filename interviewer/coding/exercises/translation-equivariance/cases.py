import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# batch, height, width, channels, kernels, rows, columns
_EDGES = (
    (1, 7, 6, (1, 1), (3,), 1, 2),
    (1, 1, 1, (1, 1), (1,), 0, 0),
    (2, 6, 5, (1, 2), (3,), 0, 1),
    (1, 5, 8, (2, 2), (3,), -2, 0),
    (1, 4, 4, (1, 1), (3,), 4, -1),
    (1, 5, 3, (1, 1), (1,), -9, 2),
    (2, 6, 6, (2, 3), (5,), 2, -3),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw, family)
    batch, height, width, channels, kernels, rows, columns = sizes
    kind = ("ramp", "halved")[index % 2] if family is Family.ADVERSARIAL else "plain"
    x = draw.normal(batch, channels[0], height, width)
    if family is Family.SCALE:
        x = x * (1e3 if index % 2 else 1e-3)
    if family is Family.NON_CONTIGUOUS:
        x = draw.strided(x)
    state = {}
    for place, (into, out, kernel) in enumerate(zip(channels[:-1], channels[1:], kernels, strict=True)):
        state[f"layers.{place}.weight"] = draw.normal(out, into, kernel, kernel, scale=1 / (kernel * into**0.5))
        state[f"layers.{place}.bias"] = draw.normal(out)
    beyond = abs(rows) >= height or abs(columns) >= width  # the result is all zeros: no gradient needs to flow
    reached = sum(kernel // 2 for kernel in kernels) + (kind == "halved")
    return Case(
        name=f"{height}x{width} by {rows} and {columns}, kernels {', '.join(map(str, kernels))}, {kind}",
        family=family,
        steps=(
            Call("shift", (x, rows, columns), gradients=() if beyond else (0,)),
            Call("margin", (list(kernels),)),
            Call("given.Stack", (list(channels), list(kernels), kind), keep="network"),
            Call("network.load_state_dict", (state,), compared=False),
            Call("equivariance_gap", (Ref("network"), x, rows, columns, reached)),
        ),
        tags=_tags(sizes, kind),
        reduction=sum(into * kernel**2 for into, kernel in zip(channels, kernels, strict=False)),
        scale=max(1.0, float(x.abs().max())),
    )


def _random_sizes(draw: Draw, family: Family) -> tuple:
    far = family is Family.ADVERSARIAL
    layers = draw.integer(1, 1 if draw.public else 3)
    kernels = tuple(draw.choice([3] if draw.public else [1, 3, 3, 5]) for _ in range(layers))
    channels = tuple(draw.integer(1, 1 if draw.public else 3) for _ in range(layers + 1))
    room = 2 * sum(kernel // 2 for kernel in kernels)
    # Room for what is measured; even sizes, and odd shifts in both directions, for the networks that halve.
    height, width = (room + 2 * draw.integer(3, 3 if draw.public else 5) for _ in range(2))
    rows, columns = (draw.choice([-3, -1, 1, 3]) if far else draw.choice([-2, -1, 1, 2]) for _ in range(2))
    return draw.integer(1, 2), height, width, channels, kernels, rows, columns


def _tags(sizes: tuple, kind: str) -> tuple[str, ...]:
    _, height, width, _, _, rows, columns = sizes
    told = {
        "not equivariant": kind != "plain",
        "shift of zero": rows == 0 or columns == 0,
        "shift beyond the image": abs(rows) >= height or abs(columns) >= width,
        "shift up or left": rows < 0 or columns < 0,
        "image not square": height != width,
    }
    return tuple(tag for tag, true in told.items() if true)
