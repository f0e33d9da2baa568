from dataclasses import dataclass

import torch

from interviewer.coding.case import Call, Case, Draw, Family

_ATTEMPTS = 50


@dataclass(frozen=True)
class _Sizes:
    batch: int
    queries: int
    keys: int
    heads: int
    head_width: int
    masked: bool


_EDGES = (
    _Sizes(1, 1, 1, 1, 1, False),
    _Sizes(1, 1, 1, 2, 1, True),
    _Sizes(2, 3, 1, 1, 4, False),
    _Sizes(1, 1, 5, 3, 2, True),
    _Sizes(3, 2, 4, 4, 1, False),
    _Sizes(1, 5, 2, 1, 3, True),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE and not draw.public else _random(family, index, draw)
    large = family is Family.ADVERSARIAL and index % 2 == 1
    inputs, weights = _tensors(family, index, draw, sizes, large)
    empty = family is Family.ADVERSARIAL and not large
    mask = _mask(draw, sizes, empty) if sizes.masked else None
    # Where one weight of the softmax is 1, the gradients of queries and keys are rounding and nothing else.
    gradients = (2, 5, 6) if large or sizes.keys == 1 else tuple(range(7))
    told = "" if mask is None else ", mask"
    return Case(
        name=f"{sizes.queries} queries, {sizes.keys} keys, {sizes.heads} heads of {sizes.head_width}{told}",
        family=family,
        steps=(Call("multi_head_attention", (*inputs, *weights, sizes.heads, mask), gradients=gradients),),
        tags=_tags(sizes, mask, large),
        reduction=sizes.keys + 3 * sizes.heads * sizes.head_width,
    )


def _random(family: Family, index: int, draw: Draw) -> _Sizes:
    most = 3 if draw.public else 7
    batch, queries, keys = draw.integer(1, 2 if draw.public else 3), draw.integer(2, most), draw.integer(2, most)
    if family is Family.ADVERSARIAL and index % 2:
        return _Sizes(batch, queries, keys, draw.choice([1, 2]), 16, bool(index % 4 == 1))
    masked = family is Family.ADVERSARIAL or bool(index % 2)
    heads = 2 if draw.public else draw.integer(1 if index else 2, 3)
    return _Sizes(batch, queries, keys, heads, draw.integer(1, 2 if draw.public else 3), masked)


def _tensors(
    family: Family, index: int, draw: Draw, sizes: _Sizes, large: bool
) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    width = sizes.heads * sizes.head_width
    scale = {0: 1e-3, 1: 1e3}[index % 2] if family is Family.SCALE else 1.0
    (query, key), projections = _attending(draw, sizes, scale)
    value, rest = draw.normal(*key.shape, scale=scale), [draw.normal(width, width, scale=width**-0.5) for _ in "vo"]
    if large:  # whole numbers, so that scores of some thousands are exact in 32 bits, whichever way they are scaled
        query, key = (draw.integers(*one.shape, low=-8, high=8) * 1.0 for one in (query, key))
        projections = [draw.integers(width, width, low=-2, high=2) * 2.0 for _ in "qk"]
    weights = [*projections, *rest]
    if family is Family.NON_CONTIGUOUS:
        query, key, value = draw.strided(query), draw.strided(key), draw.strided(value)
        weights = [draw.strided(weight) for weight in weights]
    return [query, key, value], weights


def _attending(draw: Draw, sizes: _Sizes, scale: float) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """Queries, keys and their projections. Where all softmaxes are nearly sure, gradients cancel: then drawn again."""
    width = sizes.heads * sizes.head_width
    for _ in range(_ATTEMPTS):
        inputs = [draw.normal(sizes.batch, count, width, scale=scale) for count in (sizes.queries, sizes.keys)]
        projections = [draw.normal(width, width, scale=width**-0.5 / max(1.0, scale)) for _ in "qk"]
        q, k = (
            (one @ weight).unflatten(-1, (sizes.heads, -1)).transpose(1, 2)
            for one, weight in zip(inputs, projections, strict=True)
        )
        weights = (q @ k.mT / sizes.head_width**0.5).softmax(-1)
        if sizes.keys == 1 or float(weights.amin(-1).max()) > 0.2 / sizes.keys:
            break
    return inputs, projections


def _mask(draw: Draw, sizes: _Sizes, empty: bool) -> torch.Tensor:
    """At least one key is hidden from one query; every query sees a key, unless ``empty``: then one sees none."""
    mask = draw.integers(sizes.batch, sizes.queries, sizes.keys, low=0, high=2) > 0
    mask[0, 0, draw.integer(0, sizes.keys - 1)] = False
    seen = draw.integers(sizes.batch, sizes.queries, 1, low=0, high=sizes.keys - 1)
    if empty or sizes.keys == 1:
        mask[0, -1] = False
        return mask
    mask = mask | (torch.arange(sizes.keys) == seen)
    mask[0, 0] = torch.arange(sizes.keys) != seen[0, 0]
    return mask


def _tags(sizes: _Sizes, mask: torch.Tensor | None, large: bool) -> tuple[str, ...]:
    told = {
        "a query sees nothing": mask is not None and not bool(mask.any(-1).all()),
        "mask": mask is not None,
        "several heads": sizes.heads > 1 and sizes.keys > 1,
        "large scores": large,
        "as many queries as keys": sizes.queries == sizes.keys,
        "batch above one": sizes.batch > 1,
    }
    return tuple(tag for tag, true in told.items() if true)
