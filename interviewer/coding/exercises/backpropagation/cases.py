import torch

from interviewer.coding.case import Call, Case, Draw, Family, Slope

# batch, inputs, hidden units, outputs
_EDGES = ((1, 1, 1, 1), (1, 3, 2, 4), (7, 2, 5, 1), (2, 1, 3, 2), (4, 5, 1, 3), (1, 2, 2, 2))
_SLOPES = Slope(step=0, loss="loss", gradients={"w1": 2, "b1": 3, "w2": 4, "b2": 5})


def case(family: Family, index: int, draw: Draw) -> Case:
    batch, inputs, hidden, outputs = _EDGES[index % 6] if family is Family.EDGE else _sizes(draw)
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    x = draw.normal(batch, inputs, scale=scale)
    y = draw.normal(batch, outputs)
    w1, b1 = draw.normal(inputs, hidden, scale=1 / max(1.0, scale)), draw.normal(hidden, scale=0.5)
    w2, b2 = draw.normal(hidden, outputs, scale=hidden**-0.5), draw.normal(outputs, scale=0.5)
    if family is Family.ADVERSARIAL:
        b1[1] = 40.0  # one unit is saturated: its gradient vanishes
    arguments = (x, y, w1, b1, w2, b2)
    if family is Family.NON_CONTIGUOUS:
        arguments = tuple(draw.strided(tensor) for tensor in arguments)
    part = ("update", "forward pass", "gradients")[(index + (family is Family.SCALE)) % 3]
    steps = {
        "forward pass": (Call("forward", (arguments[0], *arguments[2:])), Call("loss", arguments)),
        "gradients": (Call("gradients", arguments),),
        "update": (Call("update", (*arguments, draw.choice([0.1, 0.25, 0.5]))),),
    }[part]
    told = {
        part: True,
        "summed over a batch": batch > 1 and part != "forward pass",
        "several outputs": outputs > 1,
        "saturated": family is Family.ADVERSARIAL,
    }
    return Case(
        name=f"{part}: {batch} examples, {inputs}-{hidden}-{outputs}",
        family=family,
        steps=steps,
        tags=tuple(tag for tag, true in told.items() if true),
        reduction=inputs + hidden + batch,
        scale=4.0 * max(1.0, float(x.abs().max())),  # sums of both signs may cancel
        slope=_SLOPES if part == "gradients" else None,
    )


def _sizes(draw: Draw) -> tuple[int, int, int, int]:
    """All unlike each other where a transposed matrix would else go unseen."""
    largest = 3 if draw.public else 6
    hidden = draw.integer(2, largest)
    inputs = hidden + draw.choice([-1, 1, 2])
    return draw.integer(2, largest + 2), inputs, hidden, draw.integer(2, 3)
