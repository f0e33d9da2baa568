"""Float64 comes from the inputs: nothing here names a dtype."""

import math

from torch import Tensor


def multi_head_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    w_query: Tensor,
    w_key: Tensor,
    w_value: Tensor,
    w_output: Tensor,
    heads: int,
    mask: Tensor | None,
) -> tuple[Tensor, Tensor]:
    queries, keys, values = _split(query @ w_query, heads), _split(key @ w_key, heads), _split(value @ w_value, heads)
    scores = queries @ keys.transpose(-2, -1) / math.sqrt(queries.shape[-1])
    if mask is None:
        weights = scores.softmax(-1)
    else:
        hidden = ~mask[:, None]
        weights = scores.masked_fill(hidden, -math.inf).softmax(-1).masked_fill(hidden, 0.0)
    merged = (weights @ values).transpose(1, 2).flatten(2)
    return merged @ w_output, weights


def _split(x: Tensor, heads: int) -> Tensor:
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)
