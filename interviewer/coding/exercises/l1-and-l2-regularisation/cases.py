import torch

from interviewer.coding.case import Call, Case, Draw, Family

# batch, inputs, outputs, L1, L2
_EDGES = (
    (1, 1, 1, 0.5, 0.5),
    (4, 3, 2, 0.0, 0.3),
    (5, 2, 1, 0.9, 0.0),
    (3, 5, 2, 0.0, 0.0),
    (1, 4, 3, 2.0, 1.0),
    (7, 1, 2, 0.6, 0.5),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    batch, inputs, outputs, l1, l2 = _EDGES[index % 6] if family is Family.EDGE else _sizes(draw)
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    x, y = draw.normal(batch, inputs, scale=scale), draw.normal(batch, outputs)
    weight, bias = draw.normal(outputs, inputs, scale=1 / max(1.0, scale)), draw.normal(outputs, scale=0.3)
    part = ("step", "loss", "proximal")[index % 3]
    if family is Family.ADVERSARIAL:
        weight[:, ::2] = 0.0
        x[:, 1:] = 0.0  # so that some weights are moved by the penalties alone
    biased = family in (Family.SCALE, Family.NON_CONTIGUOUS) or (family is Family.RANDOM and index >= 6)
    bias = bias + 1.0 if biased else torch.zeros_like(bias)
    arguments = (x, y, weight, bias)
    if family is Family.NON_CONTIGUOUS:
        arguments = tuple(draw.strided(tensor) for tensor in arguments)
    rate = draw.choice([0.4, 0.7] if part == "proximal" else [0.1, 0.2]) / max(1.0, scale) ** 2
    call = {
        "loss": Call("loss", (*arguments, l1, l2), gradients=() if family is Family.ADVERSARIAL else (2, 3)),
        "step": Call("step", (*arguments, l1, l2, rate)),
        "proximal": Call("proximal_step", (*arguments, l1, l2, rate)),
    }[part]
    told = {
        "zeros": family is Family.ADVERSARIAL and part == "step",
        "bias not zero": biased,
        "proximal": part == "proximal",
        "loss": part == "loss",
        "step": part == "step",
        "L1": l1 > 0,
        "L2": l2 > 0,
        "several outputs": outputs > 1,
    }
    return Case(
        name=f"{part}: {batch} examples, {inputs} inputs, {outputs} outputs, l1 {l1:g}, l2 {l2:g}",
        family=family,
        steps=(call,),
        tags=tuple(tag for tag, true in told.items() if true),
        reduction=batch + inputs,
        scale=None if family is Family.SCALE else 8.0,  # sums of both signs may cancel
    )


def _sizes(draw: Draw) -> tuple[int, int, int, float, float]:
    largest = 3 if draw.public else 6
    inputs = draw.integer(2, largest)
    l1, l2 = draw.choice([0.3, 0.7, 1.5]), draw.choice([0.4, 0.8, 1.2])
    return draw.integer(2, largest), inputs, inputs + draw.choice([-1, 1]), l1, l2
