import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# the shape of a batch, whether evaluation follows
_EDGES = (
    ((3, 2), True),
    ((2, 1), False),
    ((1, 2, 5), True),
    ((1, 1, 1, 2), False),
    ((4, 3, 1, 1), False),
    ((2, 3, 5, 7), True),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    shape, evaluated = _EDGES[index % 6] if family is Family.EDGE else (_shape(index, draw), index % 2 == 1)
    shape = (*shape, 4) if family is Family.ADVERSARIAL and len(shape) < 4 else shape
    far = family is Family.ADVERSARIAL and index % 2 == 0
    batches = [*(_batch(family, index, draw, shape) for _ in range(2)), draw.normal(*shape)]
    channels, momentum = shape[1], draw.choice([0.1, 0.25, 0.3])
    eps = 1e-5 if family in (Family.SCALE, Family.ADVERSARIAL) else draw.choice([1e-5, 1e-3])
    state = {
        "weight": draw.uniform(channels, low=0.5, high=2.0),
        "bias": draw.normal(channels),
        "running_mean": draw.normal(channels),
        "running_var": draw.uniform(channels, low=0.5, high=2.0),
    }
    told = {
        "evaluation": evaluated,
        "mean far from zero": far,
        "constant channel": family is Family.ADVERSARIAL and index % 2 == 1,
        "vectors": len(shape) == 2,
        "images": len(shape) == 4,
        "one example": shape[0] == 1,
    }
    return Case(
        name=f"{'training, then evaluation' if evaluated else 'two steps of training'} on {shape}, momentum {momentum}",
        family=family,
        steps=_steps(channels, eps, momentum, state, batches, evaluated),
        tags=tuple(tag for tag, true in told.items() if true),
        reduction=batches[0].numel() // channels,
        scale=None if family is Family.SCALE else 4.0,
    )


def _steps(
    channels: int,
    eps: float,
    momentum: float,
    state: dict[str, torch.Tensor],
    batches: list[torch.Tensor],
    evaluated: bool,
) -> tuple[Call, ...]:
    first, second, above = batches
    # The gradient of a few normalised values is next to zero: what two values give is nothing but rounding.
    leaves = (0,) if first.numel() // channels >= 6 else ()
    read = (*map(Call, ("layer.running_mean", "layer.running_var", "layer.running_mean.requires_grad")),)
    steps = [
        Call("BatchNorm", (channels, eps, momentum), keep="layer"),
        Call("given.loaded", (Ref("layer"), state), compared=False),
        Call("layer", (first,), gradients=leaves),
        *read,
    ]
    if evaluated:
        switch = (Call("layer.eval", compared=False), Call("layer", (second,), gradients=(0,)), *read)
        return (*steps, *switch)
    if float(first.mean()) > 30:  # the sum of a small error of the mean is a large one
        return tuple(steps)
    return (*steps, Call("given.parameter_gradients", (Ref("layer"), second, above)), *read)


def _shape(index: int, draw: Draw) -> tuple[int, ...]:
    channels, largest = draw.integer(2, 3), 2 if draw.public else 5
    batch = draw.integer(3, 4) if draw.public else draw.integer(6, 10)
    inner = ((), (draw.integer(2, largest),), (draw.integer(2, largest), draw.integer(2, largest)))[(index + 2) % 3]
    return batch, channels, *inner


def _batch(family: Family, index: int, draw: Draw, shape: tuple[int, ...]) -> torch.Tensor:
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    x = draw.normal(*shape, scale=scale) + draw.normal(1, shape[1], *[1] * (len(shape) - 2), scale=scale)
    if family is Family.EDGE:  # two values that happen to be close would leave nothing but rounding
        ramp = torch.arange(x.numel() // shape[1]).remainder(3).reshape(shape[0], 1, *shape[2:])
        return x * 0.3 + 2.0 * ramp
    if family is Family.ADVERSARIAL and index % 2 == 0:
        return x + 60.0
    if family is Family.ADVERSARIAL:
        x[:, 1] = 0.0  # as behind a ReLU that is never active
    return draw.strided(x) if family is Family.NON_CONTIGUOUS else x
