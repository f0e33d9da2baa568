import torch

from interviewer.coding.case import Call, Case, Draw, Family

_EDGES = ((1, 1), (1, 1024), (3, 64), (5, 65), (24, 2), (2, 1023), (2, 3, 33))
_DTYPES = (torch.float32, torch.float32, torch.float16)


def case(family: Family, index: int, draw: Draw) -> Case:
    shape = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_shape(family, index, draw)
    dtype = _DTYPES[index % 3] if family is Family.RANDOM else torch.float32
    scale = (1e-3 if index % 2 else 1e3) if family is Family.SCALE else 1.0
    x = (draw.normal(*shape, scale=scale) + 1.5 * scale).to(dtype)
    if family is Family.ADVERSARIAL:
        x = _hostile(x, index, draw)
    weight, bias = draw.normal(shape[-1], dtype=dtype) + 1, draw.normal(shape[-1], dtype=dtype)
    if family is Family.NON_CONTIGUOUS:
        x, weight = _laid_out(x, weight, index, draw)
    eps = 1e-5 if family is Family.ADVERSARIAL else draw.choice([1e-5, 1e-3, 0.1])
    return Case(
        name=f"{'x'.join(map(str, shape))} of {str(dtype).removeprefix('torch.')}, eps {eps:g}",
        family=family,
        steps=(Call("layer_norm", (x, weight, bias, eps)),),
        tags=_tags(x, weight, eps, family),
        dtype=dtype,
        scale=_scale(x, weight, bias, eps),
    )


def _random_shape(family: Family, index: int, draw: Draw) -> tuple[int, ...]:
    if draw.public:
        return draw.integer(2, 3), draw.integer(3, 6)
    rows, width = draw.integer(2, 10), draw.integer(70, 700)
    return (2, rows, width) if family is Family.RANDOM and index % 2 else (rows, width)


def _hostile(x: torch.Tensor, index: int, draw: Draw) -> torch.Tensor:
    match index % 3:
        case 0:
            return x + 3000.0  # the mean of the squares less the square of the mean loses all digits
        case 1:
            return torch.full_like(x, draw.integer(2, 9) / 4)  # variance 0: eps alone keeps the root from 0
    return x * 1e-3  # a variance below eps: it matters where eps is added


def _laid_out(x: torch.Tensor, weight: torch.Tensor, index: int, draw: Draw) -> tuple[torch.Tensor, torch.Tensor]:
    match index % 3:
        case 0:
            return x.T.contiguous().T, weight
        case 1:
            return torch.cat([x, draw.normal(x.shape[0], 5)], dim=1)[:, : x.shape[1]], weight
    return x, draw.strided(weight)


def _scale(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor, eps: float) -> float:
    """A mean of x is rounded to float32, which the division by the deviation makes larger."""
    exact = x.double()
    deviation = float((exact.var(dim=-1, correction=0) + eps).sqrt().min())
    share = torch.finfo(torch.float32).eps / torch.finfo(x.dtype).eps
    rounding = share * float(exact.abs().max()) / deviation
    return float((weight.abs().max()) * (4 + rounding) + bias.abs().max())


def _tags(x: torch.Tensor, weight: torch.Tensor, eps: float, family: Family) -> tuple[str, ...]:
    width = x.shape[-1]
    told = {
        "not contiguous": not (x.is_contiguous() and weight.is_contiguous()),
        "mean far from 0": family is Family.ADVERSARIAL and float(x.mean()) > 100,
        "variance 0": width == 1 or float(x.float().var(dim=-1).max()) == 0,
        "width not a power of two": width & (width - 1) != 0,
        "rows wider than 128": width > 128,
        "more than two dimensions": x.dim() > 2,
        "float16": x.dtype is torch.float16,
        "large eps": eps >= 1e-3,
    }
    return tuple(tag for tag, true in told.items() if true)
