import torch

from interviewer.coding.case import Call, Case, Draw, Family

_EDGES = ((1,), (0,), (63,), (64,), (65,), (1024,), (1025,), (7, 13), (2, 1, 5))
_DTYPES = (torch.float32, torch.float16, torch.int32)


def case(family: Family, index: int, draw: Draw) -> Case:
    shape = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_shape(family, index, draw)
    dtype = _DTYPES[index % 3] if family is Family.RANDOM else torch.float32
    x, y = _values(shape, dtype, draw), _values(shape, dtype, draw)
    if family is Family.SCALE:
        x, y = x * (1e-3 if index % 2 else 1e3), y * 1e3
    if family is Family.ADVERSARIAL:
        x, y = _hostile(x, y, integers=index % 2 == 0)
    if family is Family.NON_CONTIGUOUS:
        x, y = _laid_out(x, y, index, draw)
    return Case(
        name=f"{'x'.join(map(str, shape))} of {str(x.dtype).removeprefix('torch.')}",
        family=family,
        steps=(Call("add", (x, y)),),
        tags=_tags(x, y),
        dtype=x.dtype if x.dtype.is_floating_point else torch.float32,
    )


def _random_shape(family: Family, index: int, draw: Draw) -> tuple[int, ...]:
    if draw.public:
        return (draw.integer(5, 12),)
    if family is Family.NON_CONTIGUOUS or index % 2:
        return (draw.integer(2, 30), draw.integer(3, 100))
    return (draw.integer(100, 4000),)


def _values(shape: tuple[int, ...], dtype: torch.dtype, draw: Draw) -> torch.Tensor:
    if dtype is torch.int32:
        return draw.integers(*shape, low=-1000, high=1000).to(dtype)
    return draw.normal(*shape, dtype=dtype)


def _hostile(x: torch.Tensor, y: torch.Tensor, integers: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """Integers that float32 cannot hold; or infinities, of which one meets its opposite."""
    if integers:
        return (x * 100).to(torch.int32) * 2 + 2**30 + 1, (y * 100).to(torch.int32)
    x.view(-1)[::7] = float("inf")
    y.view(-1)[::21] = -float("inf")
    return x, y


def _laid_out(x: torch.Tensor, y: torch.Tensor, index: int, draw: Draw) -> tuple[torch.Tensor, torch.Tensor]:
    match index % 3:
        case 0:
            return x.T.contiguous().T, y
        case 1:
            return draw.strided(x), draw.strided(y)
    return x, y[:1].expand(x.shape)


def _tags(x: torch.Tensor, y: torch.Tensor) -> tuple[str, ...]:
    told = {
        "not contiguous": not (x.is_contiguous() and y.is_contiguous()),
        "length not a multiple of 64": x.numel() % 64 != 0,
        "longer than 64": x.numel() > 64,
        "empty": x.numel() == 0,
        "not float32": x.dtype is not torch.float32,
        "large integers": x.dtype is torch.int32 and x.numel() > 0 and int(x.abs().max()) > 2**24,
        "more than one dimension": x.dim() > 1,
    }
    return tuple(tag for tag, true in told.items() if true)
