import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# Which halves are run, one after another: the discriminator's (D) and the generator's (G).
_PATTERNS = ("D", "G", "DG", "DGDG", "GD", "DD", "GG", "DDGDDG")
_LARGE = ("D", "G", "GG")
_SCALED = ("D", "DD")


def case(family: Family, index: int, draw: Draw) -> Case:
    large = family is Family.ADVERSARIAL
    pattern = _pattern(family, index, draw)
    single = family is Family.EDGE
    noise_size, sample_size, width = (
        draw.integer(1, 3) if single or draw.public else draw.integer(2, 6) for _ in "123"
    )
    scale = {0: 1e-3, 1: 1e3}[index % 2] if family is Family.SCALE else 1.0
    steps = [
        Call("given.Generator", _generator(draw, noise_size, width, sample_size, scale), keep="generator"),
        Call(
            "given.Discriminator",
            _discriminator(draw, sample_size, width, scale, _sureness(pattern) if large else 0.0),
            keep="discriminator",
        ),
        *_optimiser("generator", draw),
        *_optimiser("discriminator", draw),
    ]
    for position, half in enumerate(pattern):
        count, other = (1, 1) if single else (draw.integer(2, 8), draw.integer(2, 8))
        real, noise = draw.normal(other, sample_size, scale=scale), draw.normal(count, noise_size)
        if family is Family.NON_CONTIGUOUS:
            real, noise = draw.strided(real), draw.strided(noise)
        steps += _half(half, real, noise, "G" in pattern[:position])
    return Case(
        name=f"{pattern}, {width} hidden units" + (", large logits" if large else ""),
        family=family,
        steps=tuple(steps),
        tags=_tags(pattern, large),
        reduction=8 * width * sample_size,
    )


def _pattern(family: Family, index: int, draw: Draw) -> str:
    if draw.public:
        return ("D", "G")[index] if family is Family.EDGE else ("DG", "DGDG")[index]
    if family in {Family.ADVERSARIAL, Family.SCALE}:
        return _LARGE[index % 3] if family is Family.ADVERSARIAL else _SCALED[index % 2]
    return _PATTERNS[index] if family in {Family.EDGE, Family.RANDOM} else draw.choice(_PATTERNS)


def _weights(draw: Draw, inputs: int, width: int, outputs: int) -> tuple[torch.Tensor, ...]:
    first = draw.normal(inputs, width, scale=inputs**-0.5)
    second = draw.normal(width, outputs, scale=width**-0.5)
    return first, draw.normal(width, scale=0.5), second, draw.normal(outputs, scale=0.5)


def _generator(draw: Draw, inputs: int, width: int, outputs: int, scale: float) -> tuple[torch.Tensor, ...]:
    first, first_bias, second, second_bias = _weights(draw, inputs, width, outputs)
    return first, first_bias, second * scale, second_bias * scale


def _sureness(pattern: str) -> float:
    """A bias of the logits with which the first half has a large loss, and so a gradient."""
    return 300.0 if pattern[0] == "D" else -300.0


def _discriminator(draw: Draw, inputs: int, width: int, scale: float, bias: float) -> tuple[torch.Tensor, ...]:
    """Its hidden units see samples of any scale alike."""
    first, first_bias, second, second_bias = _weights(draw, inputs, width, 1)
    return first / scale, first_bias, second, second_bias + bias


def _optimiser(name: str, draw: Draw) -> list[Call]:
    options = {"lr": draw.choice([0.05, 0.1, 0.3]), "momentum": draw.choice([0.0, 0.9])}
    return [
        Call(f"{name}.parameters", keep=f"{name}_parameters"),
        Call("torch.optim.SGD", (Ref(f"{name}_parameters"),), options, keep=f"{name}_optimiser"),
    ]


def _half(half: str, real: torch.Tensor, noise: torch.Tensor, generator_has_learnt: bool) -> list[Call]:
    networks = Ref("generator"), Ref("discriminator")
    if half == "G":
        calls = [Call("generator_step", (*networks, Ref("generator_optimiser"), noise))]
    else:
        calls = [Call("discriminator_step", (*networks, Ref("discriminator_optimiser"), real, noise))]
        calls += [] if generator_has_learnt else [Call("generator.gradients")]
    return [*calls, Call("discriminator.state_dict"), Call("generator.state_dict")]


def _tags(pattern: str, large: bool) -> tuple[str, ...]:
    told = {
        "discriminator step first": pattern[0] == "D",
        "discriminator step after another": "D" in pattern[1:],
        "generator step after another": pattern.count("G") > 1,
        "discriminator step": "D" in pattern,
        "generator step": "G" in pattern,
        "large logits": large,
    }
    return tuple(tag for tag, true in told.items() if true)
