import torch

from interviewer.coding.case import Call, Case, Draw, Family

# rows, columns, depth
_EDGES = ((1, 1, 1), (16, 16, 16), (17, 16, 16), (16, 17, 16), (16, 16, 17), (1, 48, 33), (48, 1, 70), (32, 32, 5))
_DTYPES = (torch.float32, torch.float16)


def case(family: Family, index: int, draw: Draw) -> Case:
    rows, columns, depth = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw)
    dtype = _DTYPES[index % 2] if family is Family.RANDOM else torch.float32
    scale = (1e-3 if index % 2 else 1e3) if family is Family.SCALE else 1.0
    a = draw.normal(rows, depth, scale=scale, dtype=dtype)
    b = draw.normal(depth, columns, dtype=dtype)
    if family is Family.ADVERSARIAL:
        a, b = _cancelling(rows, columns, draw)
    if family is Family.NON_CONTIGUOUS:
        a, b = _laid_out(a, b, index, draw)
    return Case(
        name=f"{a.shape[0]}x{a.shape[1]} by {b.shape[0]}x{b.shape[1]} of {str(a.dtype).removeprefix('torch.')}",
        family=family,
        steps=(Call("matmul", (a, b)),),
        tags=_tags(a, b),
        dtype=a.dtype,
        reduction=1 if family is Family.ADVERSARIAL else a.shape[1],
        scale=64.0 if family is Family.ADVERSARIAL else None,
    )


def _random_sizes(draw: Draw) -> tuple[int, int, int]:
    if draw.public:
        return draw.integer(2, 4), draw.integer(2, 4), draw.integer(2, 5)
    return draw.integer(18, 48) | 1, draw.integer(18, 48), draw.integer(20, 70) | 1


def _cancelling(rows: int, columns: int, draw: Draw) -> tuple[torch.Tensor, torch.Tensor]:
    """Products of 200 by 200: the first half adds them up, the second takes them away; the sums are small integers."""
    a = torch.full((rows, 64), 200.0)
    b = torch.full((64, columns), 200.0)
    b[32:] = -200.0
    a[:, -1] += draw.integers(rows, low=-3, high=3) / 8
    return a.to(torch.float16), b.to(torch.float16)


def _laid_out(a: torch.Tensor, b: torch.Tensor, index: int, draw: Draw) -> tuple[torch.Tensor, torch.Tensor]:
    match index % 4:
        case 0:
            return a.T.contiguous().T, b
        case 1:
            return a, b.T.contiguous().T
        case 2:
            return torch.cat([a, draw.normal(a.shape[0], 7)], dim=1)[:, : a.shape[1]], b
    return draw.strided(a), draw.strided(b)


def _tags(a: torch.Tensor, b: torch.Tensor) -> tuple[str, ...]:
    rows, depth, columns = *a.shape, b.shape[1]
    told = {
        "not contiguous": not (a.is_contiguous() and b.is_contiguous()),
        "partial sums above the range of float16": a.dtype is torch.float16 and float(a.max()) > 100,
        "float16": a.dtype is torch.float16,
        "depth above 16": depth > 16,
        "depth not a multiple of 16": depth % 16 != 0,
        "columns not a multiple of 16": columns % 16 != 0,
        "rows not a multiple of 16": rows % 16 != 0,
        "more than one block": rows > 16 or columns > 16,
    }
    return tuple(tag for tag, true in told.items() if true)
