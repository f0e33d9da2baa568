import torch
from torch import Tensor


class Head:
    def __init__(self, wq: Tensor, wk: Tensor, wv: Tensor) -> None:
        self.wq, self.wk, self.wv = wq, wk, wv
        self.scale = wq.shape[1] ** -0.5

    def __call__(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        scores = torch.bmm(query @ self.wq * self.scale, (key @ self.wk).mT)
        if mask is not None:
            scores = torch.where(mask, scores, torch.finfo(scores.dtype).min)
        weights = scores.softmax(-1)
        if mask is not None:
            weights = weights * mask.any(-1, keepdim=True)
        return weights @ (value @ self.wv), weights


def multi_head_attention(query, key, value, w_query, w_key, w_value, w_output, heads, mask):
    parts = zip(*(w.chunk(heads, dim=1) for w in (w_query, w_key, w_value)))
    done = [Head(*part)(query, key, value, mask) for part in parts]
    result = torch.cat([values for values, _ in done], dim=-1) @ w_output
    return result, torch.stack([weights for _, weights in done], dim=1)
