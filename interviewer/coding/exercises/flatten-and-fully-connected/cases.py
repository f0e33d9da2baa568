import torch

from interviewer.coding.case import Call, Case, Draw, Family
from interviewer.coding.kinks import avoided

# batch, channels, height, width, outputs of each layer
_EDGES = (
    (1, 2, 2, 2, (3,)),
    (1, 1, 1, 1, (1,)),
    (0, 2, 3, 2, (4, 3)),
    (2, 3, 1, 5, (6, 1)),
    (1, 1, 4, 1, (5, 4, 3)),
    (4, 2, 3, 3, (18, 18)),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw, family, index)
    batch, channels, height, width, outputs = sizes
    strided = family is Family.NON_CONTIGUOUS
    features = channels * height * width
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    shift = 50.0 if family is Family.ADVERSARIAL else 0.0
    inputs = (features, *outputs[:-1])
    with_bias = index % 2 == 0

    def make() -> tuple[torch.Tensor, ...]:
        x = draw.normal(batch, channels, height, width, scale=scale) + shift
        weights = [draw.normal(out, size) / size**0.5 for out, size in zip(outputs, inputs, strict=True)]
        return (x, *weights, *(draw.normal(out, scale=scale) for out in outputs))

    x, *rest = avoided(draw, make, _head)
    weights, biases = rest[: len(outputs)], rest[len(outputs) :]
    # Rounding is relative to what is summed, and little of that may be left in a single result.
    summed = _head(*(tensor.abs() for tensor in (x, *rest)))
    if strided:
        x, weights = x.transpose(1, 3).contiguous().transpose(1, 3), [draw.strided(weight) for weight in weights]
    chosen = [bias if with_bias else None for bias in biases]
    leading = draw.choice([(), (2,), (3, 2)]) if family is not Family.EDGE else ((), (1,), (0, 2))[index % 3]
    vectors = draw.normal(*leading, features, scale=scale)
    start = index % 4
    return Case(
        name=f"{batch} images of {channels}x{height}x{width} to {', '.join(map(str, outputs))}",
        family=family,
        steps=(
            Call("flatten", (x, 1), gradients=(0,)),
            Call("flatten", (x[..., None], start + 1)),
            Call("fully_connected", (vectors, weights[0], chosen[0]), gradients=(0, 1, 2) if with_bias else (0, 1)),
            Call("head", (x, weights, chosen), gradients=(0,)),
        ),
        tags=_tags(batch, outputs, strided, with_bias),
        reduction=sum(inputs),
        scale=float(summed.max()) / sum(inputs) ** 0.5 if batch else None,
    )


def _head(x: torch.Tensor, *rest: torch.Tensor) -> torch.Tensor:
    """With biases and without: neither may be near a kink."""
    weights, biases = rest[: len(rest) // 2], rest[len(rest) // 2 :]
    with_bias = without = x.flatten(1)
    for position, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
        if position:
            with_bias, without = with_bias.relu(), without.relu()
        with_bias, without = with_bias @ weight.T + bias, without @ weight.T
    return torch.cat([with_bias, without])


def _random_sizes(draw: Draw, family: Family, index: int) -> tuple[int, int, int, int, tuple[int, ...]]:
    largest = 2 if draw.public else 5
    least = 2 if family is Family.NON_CONTIGUOUS else 1
    layers = 1 + index % 3
    return (
        draw.integer(2, 4),
        draw.integer(2, 3),
        draw.integer(least, largest),
        draw.integer(least, largest),
        tuple(draw.integer(2, 4 if draw.public else 12) for _ in range(layers)),
    )


def _tags(batch: int, outputs: tuple[int, ...], strided: bool, with_bias: bool) -> tuple[str, ...]:
    told = {
        "not contiguous": strided,
        "empty batch": batch == 0,
        "batch of one": batch == 1,
        "no bias": not with_bias,
        "one layer": len(outputs) == 1,
        "two layers or more": len(outputs) > 1,
    }
    return tuple(tag for tag, true in told.items() if true)
