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
    raise NotImplementedError


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
    raise NotImplementedError


def recommend(
    user: int, seen: Tensor, count: int, user_factors: Tensor, item_factors: Tensor, item_bias: Tensor
) -> Tensor:
    raise NotImplementedError
