# fails: dtype
import math

import torch


def split_heads(x, heads):
    batch, length, width = x.shape
    return x.view(batch, length, heads, width // heads).transpose(1, 2)


def multi_head_attention(query, key, value, w_query, w_key, w_value, w_output, heads, mask):
    q = split_heads(query @ w_query, heads)
    k = split_heads(key @ w_key, heads)
    v = split_heads(value @ w_value, heads)
    q, k, v, w_output = q.double(), k.double(), v.double(), w_output.double()
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask.unsqueeze(1), float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    if mask is not None:
        weights = weights.masked_fill(~mask.unsqueeze(1), 0.0)
    heads_side_by_side = (weights @ v).transpose(1, 2).reshape(query.shape)
    return heads_side_by_side @ w_output, weights
