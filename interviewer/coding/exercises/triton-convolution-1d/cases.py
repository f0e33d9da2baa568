import torch

from interviewer.coding.case import Call, Case, Draw, Family

# batch, channels, length, filters, taps, stride, padding
_EDGES = (
    (1, 1, 1, 1, 1, 1, 0),
    (1, 1, 5, 1, 5, 1, 0),
    (2, 3, 64, 2, 1, 1, 0),
    (1, 2, 66, 2, 3, 1, 0),
    (1, 1, 9, 2, 2, 4, 0),
    (2, 1, 3, 1, 5, 1, 2),
    (1, 3, 130, 1, 4, 3, 3),
)
_DTYPES = (torch.float32, torch.float32, torch.float16)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(family, index, draw)
    batch, channels, length, filters, taps, stride, padding = sizes
    dtype = _DTYPES[index % 3] if family is Family.RANDOM else torch.float32
    scale = (1e-3 if index % 2 else 1e3) if family is Family.SCALE else 1.0
    x = draw.normal(batch, channels, length, scale=scale, dtype=dtype)
    weight = draw.normal(filters, channels, taps, dtype=dtype)
    if family is Family.ADVERSARIAL:
        x = x + 100.0  # one element too many or too few shows at once
    if family is Family.NON_CONTIGUOUS:
        x, weight = _laid_out(x, weight, index, draw)
    return Case(
        name=f"{batch}x{channels}x{length} by {filters}x{taps}, stride {stride}, padding {padding}",
        family=family,
        steps=(Call("conv1d", (x, weight, stride, padding)),),
        tags=_tags(x, weight, stride, padding),
        dtype=dtype,
        reduction=channels * taps,
    )


def _random_sizes(family: Family, index: int, draw: Draw) -> tuple[int, ...]:
    if draw.public:
        return (
            1,
            draw.integer(1, 2),
            draw.integer(6, 9),
            draw.integer(1, 2),
            draw.integer(2, 3),
            1 + index % 2,
            index % 2,
        )
    stride, padding = (draw.integer(1, 3), draw.integer(0, 2)) if family is not Family.NON_CONTIGUOUS else (1, 0)
    batch, channels, filters = draw.integer(1, 3), draw.integer(2, 3), draw.integer(2, 3)
    return batch, channels, draw.integer(20, 280), filters, draw.integer(3, 6), stride, padding


def _laid_out(x: torch.Tensor, weight: torch.Tensor, index: int, draw: Draw) -> tuple[torch.Tensor, torch.Tensor]:
    match index % 3:
        case 0:
            return x.transpose(1, 2).contiguous().transpose(1, 2), weight  # channels last
        case 1:
            return x, weight.permute(2, 0, 1).contiguous().permute(1, 2, 0)
    return torch.cat([x, draw.normal(*x.shape[:2], 3)], dim=2)[..., : x.shape[2]], weight


def _tags(x: torch.Tensor, weight: torch.Tensor, stride: int, padding: int) -> tuple[str, ...]:
    (batch, channels, length), (filters, _, taps) = x.shape, weight.shape
    outputs = (length + 2 * padding - taps) // stride + 1
    told = {
        "stride > 1": stride > 1 and outputs > 1,
        "padding": padding > 0,
        "not contiguous": not (x.is_contiguous() and weight.is_contiguous()),
        "more than 64 outputs": outputs > 64,
        "outputs not a multiple of 64": outputs % 64 != 0,
        "more than one channel": channels > 1,
        "more than one filter": filters > 1,
        "batch above one": batch > 1,
        "float16": x.dtype is torch.float16,
    }
    return tuple(tag for tag, true in told.items() if true)
