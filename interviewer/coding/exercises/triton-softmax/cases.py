import torch

from interviewer.coding.case import Call, Case, Draw, Family

_EDGES = ((1, 1), (1, 1024), (3, 64), (5, 65), (24, 2), (2, 1023), (7, 129))
_DTYPES = (torch.float32, torch.float32, torch.float16)


def case(family: Family, index: int, draw: Draw) -> Case:
    rows, width = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw)
    dtype = _DTYPES[index % 3] if family is Family.RANDOM else torch.float32
    scale = (1e-3 if index % 2 else 1e3) if family is Family.SCALE else 1.0
    if scale == 1e3 or (family is Family.ADVERSARIAL and index % 4 in (0, 3) and not draw.public):
        width = draw.choice([128, 256])  # where exp(0 - maximum) is 0, wrong padding would not show
    x = draw.normal(rows, width, scale=scale, dtype=dtype)
    if family is Family.ADVERSARIAL:
        x = _hostile(x, index)
    if family is Family.NON_CONTIGUOUS:
        x = _laid_out(x, index, draw)
    return Case(
        name=f"{rows}x{width} of {str(dtype).removeprefix('torch.')}",
        family=family,
        steps=(Call("softmax", (x,)),),
        tags=_tags(x),
        dtype=dtype,
        scale=1.0,
    )


def _random_sizes(draw: Draw) -> tuple[int, int]:
    if draw.public:
        return draw.integer(2, 3), draw.integer(5, 7)
    return draw.integer(2, 12), draw.integer(70, 700)


def _hostile(x: torch.Tensor, index: int) -> torch.Tensor:
    match index % 4:
        case 0:
            return x * 10 + 1e4  # exp overflows unless the largest is subtracted
        case 1:
            return x - 1e4  # exp of every element is 0; padding with 0 wins the maximum
        case 2:
            x[:, 1::2] = -float("inf")  # as a mask of attention does
            return x
    return x.round() * 200  # rows far apart: one row's largest is no other row's


def _laid_out(x: torch.Tensor, index: int, draw: Draw) -> torch.Tensor:
    match index % 3:
        case 0:
            return x.T.contiguous().T
        case 1:
            wide = torch.cat([x, draw.normal(x.shape[0], 9)], dim=1)
            return wide[:, : x.shape[1]]
    return x[:1].expand(x.shape)


def _tags(x: torch.Tensor) -> tuple[str, ...]:
    rows, width = x.shape
    told = {
        "not contiguous": not x.is_contiguous(),
        "width not a power of two": width & (width - 1) != 0,
        "more than one row": rows > 1,
        "rows wider than 128": width > 128,
        "float16": x.dtype is torch.float16,
        "large logits": float(x.max()) > 100,
        "large negative logits": float(x.max()) < -100,
    }
    return tuple(tag for tag, true in told.items() if true)
