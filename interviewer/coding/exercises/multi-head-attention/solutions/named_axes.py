import torch
from torch import einsum


def multi_head_attention(query, key, value, w_query, w_key, w_value, w_output, heads, mask):
    D = query.shape[-1]
    d = D // heads
    q = einsum("bid,dhe->bhie", query, w_query.reshape(D, heads, d))
    k = einsum("bjd,dhe->bhje", key, w_key.reshape(D, heads, d))
    v = einsum("bjd,dhe->bhje", value, w_value.reshape(D, heads, d))
    s = einsum("bhie,bhje->bhij", q, k) / d**0.5
    m = torch.ones_like(s) if mask is None else mask[:, None].expand_as(s).to(s.dtype)
    top = s.masked_fill(m == 0, -1e30).amax(-1, keepdim=True).detach()
    e = torch.exp((s - top).masked_fill(m == 0, 0.0)) * m
    total = e.sum(-1, keepdim=True)
    w = e / torch.where(total > 0, total, torch.ones_like(total))
    return einsum("bhij,bhje,hef->bif", w, v, w_output.reshape(heads, d, D)), w
