import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# momentum, weight decay, Nesterov; what is special about the steps
_EDGES = (
    (0.0, 0.0, False, ""),
    (0.0, 0.2, True, ""),
    (0.9, 0.0, False, ""),
    (0.5, 0.0, True, ""),
    (0.9, 0.0, False, "no gradient"),
)
_ADVERSARIAL = ("rate changed", "accumulated", "no gradient")


def case(family: Family, index: int, draw: Draw) -> Case:
    momentum, decay, nesterov, special = _EDGES[index % 5] if family is Family.EDGE else _options(family, index, draw)
    scale = 1.0 if family is not Family.SCALE else 1e3 if index % 2 else 1e-3
    dtype = torch.float64 if family is Family.RANDOM and index == 7 else torch.float32
    shapes = _shapes(family, index, draw)
    tensors = [draw.normal(*shape, dtype=dtype) for shape in shapes]
    if family is Family.NON_CONTIGUOUS:
        tensors = [draw.strided(tensor) for tensor in tensors]
    rate = draw.choice([0.1, 0.05, 0.2]) / scale
    rounds = [[draw.normal(*shape, scale=scale, dtype=dtype) for shape in shapes] for _ in range(3)]
    told = {
        special: bool(special),
        "nesterov": nesterov,
        "weight decay": decay > 0,
        "momentum": momentum > 0,
        "float64": dtype is torch.float64,
    }
    return Case(
        name=", ".join(
            [f"momentum {momentum}, weight decay {decay}", *["Nesterov"] * nesterov, *[special] * bool(special)]
        ),
        family=family,
        steps=_steps(tensors, (rate, momentum, decay, nesterov), rounds, special),
        tags=tuple(tag for tag, true in told.items() if true),
        dtype=dtype,
        reduction=3,
        scale=4.0 * max(1.0, scale),
    )


def _options(family: Family, index: int, draw: Draw) -> tuple[float, float, bool, str]:
    momentum = draw.choice([0.9, 0.8, 0.5])
    if family is Family.ADVERSARIAL:
        return momentum, 0.0, False, _ADVERSARIAL[index % 3]
    if family is Family.SCALE:
        return momentum, 0.0, False, ""
    return momentum, (0.0, 0.0, 0.3, 0.1)[index % 4], index % 4 in (1, 3), ""


def _shapes(family: Family, index: int, draw: Draw) -> list[tuple[int, ...]]:
    if family is Family.EDGE and index == 0:
        return [()]
    largest = 2 if draw.public else 5
    return [(draw.integer(2, largest), draw.integer(1, largest)), (draw.integer(2, largest),)]


def _steps(
    tensors: list[torch.Tensor],
    options: tuple[float, float, float, bool],
    rounds: list[list[torch.Tensor]],
    special: str,
) -> tuple[Call, ...]:
    steps = [
        Call("given.Held", (tensors,), keep="held"),
        Call("held.iterated", keep="generator"),
        Call("SGD", (Ref("generator"), *options), keep="optimiser"),
    ]
    for number, gradients in enumerate(rounds):
        last_is_missing = special == "no gradient" and number == 1
        came = [*gradients[:-1], None] if last_is_missing else gradients
        steps += [Call("held.backward", (came,), compared=False), Call("optimiser.step", compared=False)]
        steps += [Call("held.values"), Call("held.gradients")]
        if special != "accumulated":
            steps.append(Call("optimiser.zero_grad", compared=False))
        if special == "rate changed":
            steps.append(Call("given.change", (Ref("optimiser"), "lr", options[0] / 4), compared=False))
    return tuple(steps)
