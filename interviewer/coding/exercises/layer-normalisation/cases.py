import torch

from interviewer.coding.case import Call, Case, Draw, Family

_EDGES = ((3,), (1,), (2, 1), (5, 2, 7), (1, 1, 1, 4), (4, 1, 3))


def case(family: Family, index: int, draw: Draw) -> Case:
    backward = bool(index % 2)
    shape = _EDGES[index] if family is Family.EDGE and not draw.public else _random(draw)
    x = draw.normal(*shape)
    eps = draw.choice([1e-5, 1e-3, 0.1])
    far, constant = False, shape[-1] == 1
    if family is Family.SCALE:
        x = x * (1e3 if index < 2 else 1e-3)
    if family is Family.ADVERSARIAL:
        far, constant, eps = index in {0, 1, 4, 5}, index in {2, 3}, 1e-5
        x = _far(draw) if far else _constant(draw)
    gain, shift, upstream = draw.normal(x.shape[-1]), draw.normal(x.shape[-1]), draw.normal(*x.shape)
    if family is Family.NON_CONTIGUOUS:
        x, upstream, gain = draw.strided(x), draw.strided(upstream), draw.strided(gain)
    if backward:
        call = Call("layer_norm_backward", (upstream, x, gain, eps))
    else:
        call = Call("layer_norm", (x, gain, shift, eps), gradients=(2,) if constant else (0, 1, 2))
    return Case(
        name=f"{'backward of ' if backward else ''}{tuple(x.shape)}, eps {eps}",
        family=family,
        steps=(call,),
        tags=_tags(backward, constant, far, eps, x),
        reduction=x.numel(),
        # In a constant vector the gradient of the gain is 0, and that of x is the small rest of what cancels.
        scale=_constant_scale(upstream, gain, eps) if backward and constant else None,
    )


def speed(draw: Draw) -> Case:
    x = draw.normal(8, 32, 128)
    call = Call("layer_norm", (x, draw.normal(128), draw.normal(128), 1e-5))
    return Case("8 x 32 vectors of 128", Family.RANDOM, (call,), reduction=x.numel())


def _random(draw: Draw) -> tuple[int, ...]:
    if draw.public:
        return (draw.integer(2, 3), draw.integer(3, 4))
    return (*(draw.integer(1, 5) for _ in range(draw.integer(0, 2))), draw.integer(4, 24))


def _far(draw: Draw) -> torch.Tensor:
    """A mean of 1024 and a spread of about 1, in steps of an eighth, so that the mean is exact in 32 bits."""
    return 1024.0 + (draw.normal(draw.integer(1, 4), draw.choice([8, 16])) * 8).round() / 8


def _constant(draw: Draw) -> torch.Tensor:
    """Whole numbers and a width that is a power of two: their mean is exact in 32 bits, however it is had."""
    return (draw.integers(draw.integer(1, 4), 1, low=-9, high=9) * 1.0).repeat(1, draw.choice([4, 8]))


def _constant_scale(upstream: torch.Tensor, gain: torch.Tensor, eps: float) -> float:
    return float((upstream * gain).abs().max()) * eps**-0.5 + float(upstream.abs().sum())


def _tags(backward: bool, constant: bool, far: bool, eps: float, x: torch.Tensor) -> tuple[str, ...]:
    told = {
        "variance 0": constant,
        "mean far from zero": far,
        "backward": backward,
        "forward": not backward,
        "large eps": eps > 0.01,
        "one vector": x.dim() == 1,
    }
    return tuple(tag for tag, true in told.items() if true)
