"""Float64 comes from the inputs: nothing here names a dtype."""

import math

import torch
from torch import Tensor


def loss(
    users: Tensor,
    items: Tensor,
    ratings: Tensor,
    user_factors: Tensor,
    item_factors: Tensor,
    user_bias: Tensor,
    item_bias: Tensor,
    mean: float,
    decay: float,
) -> Tensor:
    predicted = mean + user_bias[users] + item_bias[items] + (user_factors[users] * item_factors[items]).sum(1)
    return (predicted - ratings).square().mean() + decay * (user_factors.square().sum() + item_factors.square().sum())


def gradients(
    users: Tensor,
    items: Tensor,
    ratings: Tensor,
    user_factors: Tensor,
    item_factors: Tensor,
    user_bias: Tensor,
    item_bias: Tensor,
    mean: float,
    decay: float,
) -> dict[str, Tensor]:
    given = {
        "user_factors": user_factors,
        "item_factors": item_factors,
        "user_bias": user_bias,
        "item_bias": item_bias,
    }
    leaves = [tensor.detach().requires_grad_() for tensor in given.values()]
    found = torch.autograd.grad(loss(users, items, ratings, *leaves, mean, decay), leaves)
    return dict(zip(given, found, strict=True))


def recommend(
    user: int, seen: Tensor, count: int, user_factors: Tensor, item_factors: Tensor, item_bias: Tensor
) -> Tensor:
    scores = (item_bias + item_factors @ user_factors[user]).index_fill(0, seen, -math.inf)
    ranked = scores.argsort(descending=True)
    return ranked[: min(count, int(scores.isfinite().sum()))]
