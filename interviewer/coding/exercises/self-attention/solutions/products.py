import math

import torch


def self_attention(x, w_query, w_key, w_value, causal):
    queries = x @ w_query
    keys = x @ w_key
    values = x @ w_value
    scores = queries @ keys.transpose(1, 2) / math.sqrt(keys.shape[-1])
    if causal:
        length = x.shape[1]
        allowed = torch.tril(torch.ones(length, length, dtype=torch.bool, device=x.device))
        scores = scores.masked_fill(~allowed, float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    return weights @ values
