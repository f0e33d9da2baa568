import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# betas, eps, weight decay, decoupled
_EDGES = (
    ((0.9, 0.999), 1e-8, 0.0, False),
    ((0.0, 0.5), 1e-8, 0.0, True),
    ((0.9, 0.99), 0.1, 0.5, True),
    ((0.5, 0.0), 1e-3, 0.5, False),
)
_ADVERSARIAL = ("zero gradient", "no gradient", "accumulated", "no gradient")


def case(family: Family, index: int, draw: Draw) -> Case:
    betas, eps, decay, decoupled = _EDGES[index % 4] if family is Family.EDGE else _options(family, index, draw)
    scale = 1.0 if family is not Family.SCALE else (1e-6, 1e3, 1e-3)[index % 3]
    special = _ADVERSARIAL[index % 4] if family is Family.ADVERSARIAL else ""
    dtype = torch.float64 if family is Family.RANDOM and index == 7 else torch.float32
    shapes = [()] if family is Family.EDGE and index == 0 else _shapes(draw)
    tensors = [draw.normal(*shape, dtype=dtype) for shape in shapes]
    if family is Family.NON_CONTIGUOUS:
        tensors = [draw.strided(tensor) for tensor in tensors]
    rounds = [[_gradient(draw, shape, scale, special, dtype) for shape in shapes] for _ in range(3)]
    told = {
        special: bool(special),
        "eps matters": scale < 1e-2 or eps > 1e-6 or dtype is torch.float64,
        "decoupled decay": decay > 0 and decoupled,
        "coupled decay": decay > 0 and not decoupled,
        "float64": dtype is torch.float64,
    }
    kind = "decoupled" if decoupled else "coupled"
    options = (draw.choice([0.1, 0.05, 0.2]), betas, eps, decay, decoupled)
    return Case(
        name=", ".join([f"betas {betas}, eps {eps:g}", f"{kind} decay {decay}", *[special] * bool(special)]),
        family=family,
        steps=_steps(tensors, options, rounds, special),
        tags=tuple(tag for tag, true in told.items() if true),
        dtype=dtype,
        reduction=3,
        scale=4.0 if scale == 1 else None,
    )


def _options(family: Family, index: int, draw: Draw) -> tuple[tuple[float, float], float, float, bool]:
    betas = draw.choice([(0.9, 0.999), (0.8, 0.9), (0.95, 0.99)])
    if family is Family.SCALE:
        return betas, 1e-8, 0.0, False
    decay = 0.4 if family is Family.RANDOM and index % 2 else 0.0
    return betas, 1e-8, decay, index % 4 == 3


def _shapes(draw: Draw) -> list[tuple[int, ...]]:
    largest = 2 if draw.public else 5
    return [(draw.integer(2, largest), draw.integer(1, largest)), (draw.integer(2, largest),)]


def _gradient(draw: Draw, shape: tuple[int, ...], scale: float, special: str, dtype: torch.dtype) -> torch.Tensor:
    """Away from zero, where the direction of a step hangs on the last digit."""
    sign = draw.integers(*shape, low=0, high=1) * 2 - 1
    gradient = (draw.uniform(*shape, low=0.2, high=2.0, dtype=torch.float64) * sign * scale).to(dtype)
    if special == "accumulated":
        return gradient.abs()
    if special == "zero gradient" and len(shape) == 1:
        gradient[0] = 0.0
    return gradient


def _steps(
    tensors: list[torch.Tensor],
    options: tuple[float, tuple[float, float], float, float, bool],
    rounds: list[list[torch.Tensor]],
    special: str,
) -> tuple[Call, ...]:
    steps = [
        Call("given.Held", (tensors,), keep="held"),
        Call("held.iterated", keep="generator"),
        Call("Adam", (Ref("generator"), *options), keep="optimiser"),
    ]
    for number, gradients in enumerate(rounds):
        last_is_missing = special == "no gradient" and number == 0
        came = [*gradients[:-1], None] if last_is_missing else gradients
        steps += [Call("held.backward", (came,), compared=False), Call("optimiser.step", compared=False)]
        steps += [Call("held.values"), Call("held.gradients")]
        if special != "accumulated":
            steps.append(Call("optimiser.zero_grad", compared=False))
    return tuple(steps)
