import torch

from interviewer.coding.case import Call, Case, Draw, Family

# batch, steps, inputs, hidden units, reverse; no steps: one call of the cell
_EDGES = (
    (1, 2, 1, 1, False),
    (2, 0, 3, 2, False),
    (1, 3, 1, 2, True),
    (3, 1, 2, 1, True),
    (2, 5, 3, 3, False),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    batch, steps, inputs, hidden, reverse = _EDGES[index % 5] if family is Family.EDGE else _sizes(index, draw)
    dtype = torch.float64 if family in (Family.EDGE, Family.RANDOM) and index % 5 == 4 else torch.float32
    arguments = _arguments(family, index, draw, (batch, steps, inputs, hidden))
    arguments = tuple(tensor.to(dtype) for tensor in arguments)
    if family is Family.NON_CONTIGUOUS:
        arguments = tuple(draw.strided(tensor) for tensor in arguments)
    if steps:
        call = Call("lstm", (*arguments, reverse), gradients=(0, 1, 2, 3, 4, 5))
    else:
        call = Call("lstm_cell", arguments, gradients=(0, 1, 2, 3, 4, 5))
    what = f"{steps} steps{' reversed' if reverse else ''}" if steps else "one cell"
    told = {
        "reversed": reverse and steps > 1,
        "saturated": family is Family.ADVERSARIAL,
        "float64": dtype is torch.float64,
        "one cell": steps == 0,
        "sequence": steps > 0,
        "more than one step": steps > 1,
        "batch of one": batch == 1,
    }
    return Case(
        name=f"{what} for {batch} sequences of {inputs}, {hidden} hidden units",
        family=family,
        steps=(call,),
        tags=tuple(tag for tag, true in told.items() if true),
        dtype=dtype,
        reduction=(inputs + hidden) * max(1, steps),
        scale=4.0 * max(1.0, float(arguments[0].abs().max())),  # sums of both signs may cancel
    )


def _sizes(index: int, draw: Draw) -> tuple[int, int, int, int, bool]:
    batch, largest = draw.integer(2, 3), 2 if draw.public else 4
    if index % 3 == 2:
        return batch, 0, draw.integer(1, largest), draw.integer(2, largest), False
    steps = batch + draw.integer(1, 1 if draw.public else 5)  # never equal: mixed up dimensions show
    return batch, steps, draw.integer(1, largest), draw.integer(2, largest), index % 3 == 1


def _arguments(family: Family, index: int, draw: Draw, sizes: tuple[int, int, int, int]) -> tuple[torch.Tensor, ...]:
    batch, steps, inputs, hidden = sizes
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    x = draw.normal(batch, steps, inputs, scale=scale) if steps else draw.normal(batch, inputs, scale=scale)
    h = draw.uniform(batch, hidden, low=-1.0, high=1.0)
    c = draw.normal(batch, hidden)
    w_x = draw.normal(4 * hidden, inputs, scale=1 / max(1.0, scale))
    w_h = draw.normal(4 * hidden, hidden, scale=hidden**-0.5)
    b = draw.normal(4 * hidden)
    if family is Family.ADVERSARIAL:
        b[1::hidden] = torch.tensor([150.0, -150.0, 150.0, 150.0])  # exp overflows; the other units stay alive
    return x, h, c, w_x, w_h, b
