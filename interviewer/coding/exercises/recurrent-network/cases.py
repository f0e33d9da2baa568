import torch

from interviewer.coding.case import Call, Case, Draw, Family

# batch, steps, inputs, hidden units, whether sequences have lengths; no steps: one call of the cell
_EDGES = (
    (3, 2, 1, 2, True),
    (1, 1, 1, 1, False),
    (1, 0, 3, 2, False),
    (4, 1, 2, 3, False),
    (2, 7, 1, 1, False),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    batch, steps, inputs, hidden, ragged = _EDGES[index % 5] if family is Family.EDGE else _sizes(family, index, draw)
    arguments = _arguments(family, index, draw, (batch, steps, inputs, hidden))
    what = f"{steps} steps" if steps else "one cell"
    tags = _tags(batch, steps, ragged, family)
    if not steps:
        call = Call("rnn_cell", arguments, gradients=(0, 1, 2, 3, 4))
    elif ragged:
        lengths = draw.integers(batch, low=1, high=steps)
        lengths[0] = steps
        lengths[-1] = max(1, steps - 1)
        call = Call("rnn", (*arguments, lengths), gradients=(1, 2, 3, 4))
    else:
        call = Call("rnn", (*arguments, None), gradients=(0, 1, 2, 3, 4))
    return Case(
        name=f"{what} for {batch} sequences of {inputs}, {hidden} hidden units{', lengths' if ragged else ''}",
        family=family,
        steps=(call,),
        tags=tags,
        reduction=(inputs + hidden) * max(1, steps),
        scale=4.0 * max(1.0, float(arguments[0].abs().max())),  # sums of both signs may cancel
    )


def _sizes(family: Family, index: int, draw: Draw) -> tuple[int, int, int, int, bool]:
    batch = draw.integer(2, 3 if draw.public else 5)
    if index % 3 == 0:
        return batch, 0, draw.integer(1, 4), draw.integer(2, 5), False
    steps = batch + draw.integer(1, 1 if draw.public else 5)  # never equal: mixed up dimensions show
    return batch, steps, draw.integer(1, 4), draw.integer(2, 4), index % 3 == 1


def _arguments(family: Family, index: int, draw: Draw, sizes: tuple[int, int, int, int]) -> tuple[torch.Tensor, ...]:
    batch, steps, inputs, hidden = sizes
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    x = draw.normal(batch, steps, inputs, scale=scale) if steps else draw.normal(batch, inputs, scale=scale)
    h = draw.uniform(batch, hidden, low=-1.0, high=1.0)
    w_x = draw.normal(hidden, inputs, scale=0.7 / max(1.0, scale))
    w_h = draw.normal(hidden, hidden, scale=0.7 / hidden**0.5)
    b = draw.normal(hidden, scale=0.5)
    if family is Family.ADVERSARIAL:
        b[::2] = torch.tensor([150.0, -150.0]).repeat(hidden)[: b[::2].numel()]  # exp overflows
    if family is Family.NON_CONTIGUOUS:
        return tuple(draw.strided(tensor) for tensor in (x, h, w_x, w_h, b))
    return x, h, w_x, w_h, b


def _tags(batch: int, steps: int, ragged: bool, family: Family) -> tuple[str, ...]:
    told = {
        "lengths": ragged,
        "saturated": family is Family.ADVERSARIAL,
        "one cell": steps == 0,
        "sequence": steps > 0,
        "more than one step": steps > 1,
        "batch of one": batch == 1,
    }
    return tuple(tag for tag, true in told.items() if true)
