import torch

from interviewer.coding.case import Call, Case, Draw, Family

# batch, steps, inputs, hidden units; no steps: one call of the cell
_EDGES = ((2, 3, 1, 2), (1, 0, 1, 1), (1, 1, 3, 2), (3, 7, 2, 1))


def case(family: Family, index: int, draw: Draw) -> Case:
    batch, steps, inputs, hidden = _EDGES[index % 4] if family is Family.EDGE else _sizes(index, draw)
    biased = index % 2 == 0
    arguments = _arguments(family, index, draw, (batch, steps, inputs, hidden))
    if not biased:
        arguments[5].zero_()
    if family is Family.NON_CONTIGUOUS:
        arguments = tuple(draw.strided(tensor) for tensor in arguments)
    told = {
        "recurrent bias": biased,
        "saturated": family is Family.ADVERSARIAL,
        "one cell": steps == 0,
        "sequence": steps > 0,
        "more than one step": steps > 1,
        "batch of one": batch == 1,
    }
    what = f"{steps} steps" if steps else "one cell"
    return Case(
        name=f"{what} for {batch} sequences of {inputs}, {hidden} hidden units{'' if biased else ', b_h zero'}",
        family=family,
        steps=(Call("gru" if steps else "gru_cell", arguments, gradients=(0, 1, 2, 3, 4, 5)),),
        tags=tuple(tag for tag, true in told.items() if true),
        reduction=(inputs + hidden) * max(1, steps),
        scale=4.0,  # states are below 1
    )


def _sizes(index: int, draw: Draw) -> tuple[int, int, int, int]:
    batch, largest = draw.integer(2, 3), 2 if draw.public else 4
    steps = 0 if index % 3 == 1 else batch + draw.integer(1, 1 if draw.public else 5)  # never equal to the batch
    return batch, steps, draw.integer(1, largest), draw.integer(2, largest)


def _arguments(family: Family, index: int, draw: Draw, sizes: tuple[int, int, int, int]) -> tuple[torch.Tensor, ...]:
    batch, steps, inputs, hidden = sizes
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    x = draw.normal(batch, steps, inputs, scale=scale) if steps else draw.normal(batch, inputs, scale=scale)
    h = draw.uniform(batch, hidden, low=-1.0, high=1.0)
    w_x = draw.normal(3 * hidden, inputs, scale=1 / max(1.0, scale))
    w_h = draw.normal(3 * hidden, hidden, scale=hidden**-0.5)
    b_x, b_h = draw.normal(3 * hidden), draw.normal(3 * hidden)
    if family is Family.ADVERSARIAL:
        b_x[1::hidden] = torch.tensor([150.0, 150.0, -150.0])  # exp overflows; the other units stay alive
    return x, h, w_x, w_h, b_x, b_h
