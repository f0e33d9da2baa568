"""Float64 comes from the inputs: nothing here names a dtype."""

import math

import torch
from torch import Tensor


def self_attention(x: Tensor, w_query: Tensor, w_key: Tensor, w_value: Tensor, causal: bool) -> Tensor:
    scores = (x @ w_query) @ (x @ w_key).transpose(-2, -1) / math.sqrt(w_key.shape[1])
    if causal:
        later = torch.ones(scores.shape[-2:], dtype=torch.bool, device=x.device).triu(1)
        scores = scores.masked_fill(later, -math.inf)
    return scores.softmax(-1) @ (x @ w_value)
