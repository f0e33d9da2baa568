import torch

from interviewer.coding.case import Call, Case, Draw, Family

# shape of the real logits, shape of the fake ones, smoothing
_EDGES = (
    ((1,), (1,), 0.0),
    ((1, 1), (1, 1), 0.1),
    ((), (), 0.0),
    ((5, 1), (3, 1), 0.25),
    ((2, 1, 3, 3), (4, 1, 2, 2), 0.0),
    ((1,), (7,), 0.1),
)
_ENTRIES = ("discriminator", "non-saturating", "saturating")


def case(family: Family, index: int, draw: Draw) -> Case:
    entry = _ENTRIES[index % 3]
    real_shape, fake_shape, smoothing = _EDGES[index] if family is Family.EDGE else _random(draw, index)
    scale = 1e-3 if family is Family.SCALE else 1.5
    real, fake = draw.normal(*real_shape, scale=scale), draw.normal(*fake_shape, scale=scale)
    if family is Family.NON_CONTIGUOUS:
        real, fake = draw.strided(draw.normal(4, 3)), draw.strided(draw.normal(3, 5))
    if family is Family.ADVERSARIAL:
        real, fake = _large(draw, real.shape), _large(draw, fake.shape)
    if entry == "discriminator":
        call = Call("discriminator_loss", (real, fake, smoothing), gradients=(0, 1))
    else:
        call = Call("generator_loss", (fake, entry), gradients=(0,))
    told = f", smoothing {smoothing}" if entry == "discriminator" and smoothing else ""
    return Case(
        name=f"{entry} loss of {tuple(fake.shape)} logits{told}",
        family=family,
        steps=(call,),
        tags=_tags(entry, smoothing, family is Family.ADVERSARIAL),
        reduction=max(real.numel(), fake.numel()),
        scale=max(1.0, float(real.abs().max()), float(fake.abs().max())),
    )


def _random(draw: Draw, index: int) -> tuple[tuple[int, ...], tuple[int, ...], float]:
    most = 4 if draw.public else 64
    smoothing = 0.0 if index % 2 else draw.choice([0.1, 0.2, 0.3])
    return (draw.integer(2, most), 1), (draw.integer(2, most), 1), smoothing


def _large(draw: Draw, shape: torch.Size) -> torch.Tensor:
    """Magnitudes from 200 to 10000, of both signs, at least one of each where there are two."""
    size = draw.integers(*shape, low=2, high=100) * 100.0
    sign = torch.ones(size.numel())
    sign[::2] = -1.0
    return size * sign.reshape(shape)


def _tags(entry: str, smoothing: float, large: bool) -> tuple[str, ...]:
    told = {
        "discriminator": entry == "discriminator",
        "non-saturating": entry == "non-saturating",
        "saturating": entry == "saturating",
        "smoothing": entry == "discriminator" and smoothing > 0,
        "large logits": large,
    }
    return tuple(tag for tag, true in told.items() if true)
