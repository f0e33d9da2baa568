import torch
from torch import Tensor, einsum


def self_attention(x: Tensor, w_query: Tensor, w_key: Tensor, w_value: Tensor, causal: bool) -> Tensor:
    q, k, v = (einsum("btd,dk->btk", x, w) for w in (w_query, w_key, w_value))
    s = einsum("bik,bjk->bij", q, k) * w_key.size(1) ** -0.5
    if causal:
        s = s + torch.triu(torch.full_like(s[0], -torch.inf), 1)
    e = torch.exp(s - s.amax(dim=2, keepdim=True).detach())
    return einsum("bij,bjv->biv", e / e.sum(2, keepdim=True), v)
