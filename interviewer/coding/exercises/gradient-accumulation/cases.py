import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# examples, size of a part, whether gradients were left, whether it is clipped
_EDGES = (
    (5, 2, False, False),
    (1, 1, False, False),
    (4, 9, False, False),
    (6, 1, False, False),
    (7, 7, True, True),
    (7, 6, False, False),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    count, size, stale, clipped = _EDGES[index % 6] if family is Family.EDGE else _options(family, index, draw)
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    largest = 2 if draw.public else 4
    inputs, hidden, outputs = draw.integer(1, largest), draw.integer(2, largest), draw.integer(1, largest)
    weights = (
        draw.normal(inputs, hidden, scale=1 / scale),
        draw.normal(hidden, scale=0.5),
        draw.normal(hidden, outputs),
        draw.normal(outputs, scale=0.5),
    )
    batches = [(draw.normal(count, inputs, scale=scale), draw.normal(count, outputs)) for _ in range(2)]
    if family is Family.NON_CONTIGUOUS:
        batches = [(draw.strided(x), draw.strided(y)) for x, y in batches]
    limit = draw.choice([0.05, 0.1]) if clipped else draw.choice([None, 1e6])
    # Inputs of a thousand give gradients of a thousand for weights of a thousandth: the rate is small with them.
    rate = 0.1 / max(1.0, scale) ** 2
    told = {
        "clipped": clipped,
        "stale gradients": stale,
        "last part smaller": count > size and count % size > 0,
        "several parts": count > size,
    }
    return Case(
        name=", ".join([f"{count} examples in parts of {size}", *["gradients left"] * stale, *["clipped"] * clipped]),
        family=family,
        steps=_steps(weights, batches, rate, size, limit, stale),
        tags=tuple(tag for tag, true in told.items() if true),
        reduction=count + hidden,
        scale=None if family is Family.SCALE else 2.0,
    )


def _options(family: Family, index: int, draw: Draw) -> tuple[int, int, bool, bool]:
    size = draw.integer(2, 3 if draw.public else 6)
    parts = draw.integer(2, 2 if draw.public else 4)
    if family is Family.ADVERSARIAL:
        return size * parts, size, index % 2 == 0, index % 2 == 1
    if index % 3 == 2:
        return size, size, False, False
    return size * parts + (draw.integer(1, size - 1) if index % 3 else 0), size, False, False


def _steps(
    weights: tuple[torch.Tensor, ...],
    batches: list[tuple[torch.Tensor, torch.Tensor]],
    rate: float,
    size: int,
    limit: float | None,
    stale: bool,
) -> tuple[Call, ...]:
    model, optimiser = Ref("model"), Ref("optimiser")
    steps = [
        Call("given.Network", weights, keep="model"),
        Call("given.Descent", (model, rate), keep="optimiser"),
    ]
    for x, y in batches:
        if stale:
            steps.append(Call("model.leave_gradients", compared=False))
        steps += [Call("train_step", (model, optimiser, x, y, size, limit)), Call("model.state_dict")]
        steps += [Call("optimiser.steps"), Call("model.largest"), Call("model.graphs")]
    return tuple(steps)
