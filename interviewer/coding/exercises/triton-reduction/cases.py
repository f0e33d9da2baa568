import torch

from interviewer.coding.case import Call, Case, Draw, Family

_EDGES = ((1,), (0,), (1023,), (1024,), (1025,), (4096,), (2, 3, 5), (40000,))
_DTYPES = (torch.float32, torch.float16)


def case(family: Family, index: int, draw: Draw) -> Case:
    shape = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_shape(family, index, draw)
    dtype = _DTYPES[index % 2] if family is Family.RANDOM else torch.float32
    scale = (1e-3 if index % 2 else 1e3) if family is Family.SCALE else 1.0
    x = (draw.normal(*shape, scale=scale) + 0.5 * scale).to(dtype)
    if family is Family.ADVERSARIAL:
        x = _hostile(index, draw)
    if family is Family.NON_CONTIGUOUS:
        x = _laid_out(x, index, draw)
    return Case(
        name=f"{'x'.join(map(str, x.shape))} of {str(x.dtype).removeprefix('torch.')}",
        family=family,
        steps=(Call("total", (x,)),),
        tags=_tags(x),
        dtype=x.dtype,
        scale=_scale(x),
    )


def _random_shape(family: Family, index: int, draw: Draw) -> tuple[int, ...]:
    if draw.public:
        return (draw.integer(3, 12),)
    if family is Family.NON_CONTIGUOUS:
        return draw.integer(20, 60), draw.integer(20, 60)
    return (draw.integer(1100, 20000) | 1,)


def _hostile(index: int, draw: Draw) -> torch.Tensor:
    """Partial sums far above the result: in float16 they leave its range, in float32 they only cost digits."""
    half = draw.integer(2100, 3000)
    values = torch.cat([draw.uniform(half, low=90, high=110), draw.uniform(half, low=-110, high=-90)])
    if index % 2 == 0:
        return values.to(torch.float16)
    return torch.cat([torch.full((1,), 1e5), draw.normal(2 * half), torch.full((1,), -1e5)])


def _laid_out(x: torch.Tensor, index: int, draw: Draw) -> torch.Tensor:
    match index % 3:
        case 0:
            return torch.cat([x, draw.normal(x.shape[0], 7)], dim=1)[:, : x.shape[1]]
        case 1:
            return x[::2]
    return x.flatten()[::2]


def _scale(x: torch.Tensor) -> float:
    """The result is rounded to the dtype of x; on the way to it float32 rounds sums of all of x."""
    exact = x.double()
    share = torch.finfo(torch.float32).eps / torch.finfo(x.dtype).eps
    return float(exact.sum().abs() + share * exact.abs().sum())


def _tags(x: torch.Tensor) -> tuple[str, ...]:
    count = x.numel()
    told = {
        "not contiguous": not x.is_contiguous(),
        "length not a multiple of 1024": count % 1024 != 0,
        "longer than 1024": count > 1024,
        "longer than 4096": count > 4096,
        "empty": count == 0,
        "float16": x.dtype is torch.float16,
        "partial sums above the range of float16": x.dtype is torch.float16 and count > 0 and float(x.abs().max()) > 50,
    }
    return tuple(tag for tag, true in told.items() if true)
