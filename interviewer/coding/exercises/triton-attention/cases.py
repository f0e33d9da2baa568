import torch

from interviewer.coding.case import Call, Case, Draw, Family

# heads, queries, keys, width of a head, causal
_EDGES = (
    (1, 1, 1, 16, False),
    (1, 16, 16, 16, True),
    (1, 32, 32, 32, False),
    (2, 1, 33, 16, False),
    (1, 17, 17, 16, True),
    (1, 33, 5, 32, False),
)
_DTYPES = (torch.float32, torch.float16)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(family, index, draw)
    heads, queries, keys, width, causal = sizes
    dtype = _DTYPES[index % 4 // 3] if family is Family.RANDOM else torch.float32
    scale = (1e-3 if index % 2 else 1e3) if family is Family.SCALE else 1.0
    q = draw.normal(heads, queries, width, dtype=dtype)
    k = draw.normal(heads, keys, width, dtype=dtype)
    v = draw.normal(heads, keys, width, scale=scale, dtype=dtype)
    if family is Family.ADVERSARIAL:
        q, k = _hostile(q, k, index)
    if family is Family.NON_CONTIGUOUS:
        q, k, v = _laid_out(q, k, v, index)
    seen = "causal" if causal else "full"
    return Case(
        name=f"{heads} of {queries}x{keys}x{width}, {seen}, {str(dtype).removeprefix('torch.')}",
        family=family,
        steps=(Call("attention", (q, k, v, causal)),),
        tags=_tags(q, k, causal, family),
        dtype=dtype,
        reduction=keys,
        scale=_scale(q, k, v),
    )


def _random_sizes(family: Family, index: int, draw: Draw) -> tuple[int, int, int, int, bool]:
    if draw.public:
        return 1, 3, 3, 16, index % 2 == 1
    causal = index % 2 == 1
    width = draw.choice([16, 32]) if family is not Family.RANDOM or index != 4 else 64
    queries = draw.integer(20, 47)
    heads = 2 if family is Family.NON_CONTIGUOUS else draw.integer(1, 2)
    return heads, queries, queries if causal else draw.integer(34, 63), width, causal


def _hostile(q: torch.Tensor, k: torch.Tensor, index: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Scores of several hundred; or all far below 0; or growing along the keys, so that the maximum moves."""
    match index % 3:
        case 0:
            return q * 20, k * 20
        case 1:
            return q.abs() * 10, -k.abs() * 10
    return q.abs(), k * 0.1 + torch.linspace(0, 30, k.shape[1])[:, None] / k.shape[2] ** 0.5


def _laid_out(
    q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, index: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    match index % 3:
        case 0:  # heads beside each other, as a projection leaves them
            return tuple(part.transpose(0, 1).contiguous().transpose(0, 1) for part in (q, k, v))
        case 1:
            return q, k.transpose(1, 2).contiguous().transpose(1, 2), v
    return q, k[:1].expand(k.shape), v[:1].expand(v.shape)  # one head of keys and values for all


def _scale(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> float:
    """A score is rounded, in float32, relative to the scores' size, and its exponential by as much absolutely."""
    exact_q, exact_k = q.double(), k.double()
    size = float((exact_q.abs() @ exact_k.abs().transpose(-1, -2)).max()) / q.shape[-1] ** 0.5
    share = torch.finfo(torch.float32).eps / torch.finfo(q.dtype).eps
    return float(v.abs().max()) * (1 + share * size)


def _tags(q: torch.Tensor, k: torch.Tensor, causal: bool, family: Family) -> tuple[str, ...]:
    (heads, queries, width), keys = q.shape, k.shape[1]
    told = {
        "causal": causal and queries > 1,
        "large scores": family is Family.ADVERSARIAL,
        "not contiguous": not (q.is_contiguous() and k.is_contiguous()),
        "full, keys not a multiple of 16": keys % 16 != 0 and not causal,
        "queries not a multiple of 16": queries % 16 != 0,
        "more than 16 keys": keys > 16,
        "more than one key": keys > 1,
        "more than one head": heads > 1,
        "float16": q.dtype is torch.float16,
    }
    return tuple(tag for tag, true in told.items() if true)
