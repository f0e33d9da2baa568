import torch

from interviewer.coding.case import Call, Case, Draw, Family

_ATTEMPTS = 50

# batch, length, width of the input, of the keys, of the values, causal
_EDGES = (
    (1, 1, 1, 1, 1, False),
    (2, 2, 1, 3, 1, True),
    (1, 1, 4, 2, 3, False),
    (3, 7, 5, 1, 2, False),
    (1, 2, 3, 5, 7, True),
    (5, 3, 2, 2, 1, True),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    large = family is Family.ADVERSARIAL
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE and not draw.public else _random(draw, index, large)
    batch, length, width, keys, values, causal = sizes
    scale = {0: 1e-3, 1: 1e3}[index % 2] if family is Family.SCALE else 1.0
    if large:  # whole numbers, so that scores of some thousands are exact in 32 bits, whichever way they are scaled
        x = draw.integers(batch, length, width, low=-8, high=8) * 1.0
        w_query, w_key = (draw.integers(width, keys, low=-2, high=2) * 2.0 for _ in "qk")
    else:
        x, w_query, w_key = _undecided(draw, (batch, length, width), keys, scale)
    w_value = draw.normal(width, values, scale=width**-0.5)
    if family is Family.NON_CONTIGUOUS:
        x, w_query, w_value = draw.strided(x), draw.strided(w_query), draw.strided(w_value)
    # Where one weight of the softmax is 1, the gradients of queries and keys are rounding and nothing else.
    gradients = (0, 3) if large or length == 1 else (0, 1, 2, 3)
    told = ", causal" if causal else ""
    return Case(
        name=f"{batch} of length {length}, widths {width}, {keys}, {values}{told}",
        family=family,
        steps=(Call("self_attention", (x, w_query, w_key, w_value, causal), gradients=gradients),),
        tags=_tags(sizes, large),
        reduction=length + width + keys,
    )


def speed(draw: Draw) -> Case:
    weights = [draw.normal(32, 32, scale=32**-0.5) for _ in "qkv"]
    call = Call("self_attention", (draw.normal(4, 64, 32), *weights, True))
    return Case("4 of length 64, width 32, causal", Family.RANDOM, (call,), reduction=64 + 32 + 32)


def _undecided(
    draw: Draw, shape: tuple[int, int, int], keys: int, scale: float
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Where every softmax is nearly sure, the gradients of queries and keys cancel to rounding: then drawn again."""
    for _ in range(_ATTEMPTS):
        x = draw.normal(*shape, scale=scale)
        w_query, w_key = (draw.normal(shape[2], keys, scale=shape[2] ** -0.5 / max(1.0, scale)) for _ in "qk")
        weights = ((x @ w_query) @ (x @ w_key).mT / keys**0.5).softmax(-1)[:, 1:, :2]
        if weights.numel() == 0 or float(weights.amin(-1).max()) > 0.05:
            break
    return x, w_query, w_key


def _random(draw: Draw, index: int, large: bool) -> tuple[int, int, int, int, int, bool]:
    most = 3 if draw.public else 8
    if large:
        return draw.integer(1, 2), draw.integer(4, 8), 16, 16, draw.integer(1, 8), bool(index % 2)
    widths = draw.integer(2, most), draw.integer(2, most), draw.integer(1, most)
    return draw.integer(1, 3), draw.integer(2, most), *widths, bool(index % 2)


def _tags(sizes: tuple[int, int, int, int, int, bool], large: bool) -> tuple[str, ...]:
    batch, length, width, keys, values, causal = sizes
    told = {
        "causal": causal,
        "key width differs from input width": keys != width and length > 1,
        "value width differs from key width": values != keys,
        "several sequences": batch > 1,
        "one position": length == 1,
        "large scores": large,
    }
    return tuple(tag for tag, true in told.items() if true)
