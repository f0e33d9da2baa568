import torch

from interviewer.coding.case import Call, Case, Draw, Family, Slope

# ratings, users, items, width of the factors
_EDGES = ((1, 1, 1, 1), (1, 3, 2, 2), (4, 2, 7, 1), (6, 1, 1, 3), (2, 5, 5, 4), (3, 1, 4, 2))
_SLOPE = Slope(0, "loss", {"user_factors": 3, "item_factors": 4, "user_bias": 5, "item_bias": 6})


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index] if family is Family.EDGE and not draw.public else _random(draw)
    if index % 3 == 2:
        return _recommendation(family, draw, sizes)
    count, user_count, item_count, width = sizes
    scale = {0: 1e3, 1: 1e3, 2: 1.0, 3: 1e-3}[index % 4] if family is Family.SCALE else 1.0
    users = draw.integers(count, low=0, high=user_count - 1)
    items = draw.integers(count, low=0, high=item_count - 1)
    ratings = draw.integers(count, low=1, high=5) * scale
    factors = [draw.normal(rows, width, scale=scale**0.5) for rows in (user_count, item_count)]
    biases = [draw.normal(rows, scale=0.5 * scale) for rows in (user_count, item_count)]
    if family is Family.NON_CONTIGUOUS:
        users, items, ratings, *factors = (draw.strided(one) for one in (users, items, ratings, *factors))
    # It counts for as much as the errors, whatever the scale.
    decay = 0.0 if index in {3, 4} else scale * draw.choice([0.1, 0.3])
    arguments = (users, items, ratings, *factors, *biases, 3.5 * scale, decay)
    entry = "gradients" if index % 3 else "loss"
    repeated = len(users.unique()) < count or len(items.unique()) < count
    return Case(
        name=f"{entry} of {count} ratings, {user_count} users, {item_count} items, decay {decay:g}",
        family=family,
        steps=(Call(entry, arguments),),
        tags=_tags(entry, decay > 0, repeated),
        reduction=(count + user_count + item_count) * width,
        # An error near 0 is mostly rounding of the ratings.
        scale=5 * scale * max(1.0, scale**0.5) if entry == "gradients" else None,
        slope=_SLOPE if entry == "gradients" else None,
    )


def _random(draw: Draw) -> tuple[int, int, int, int]:
    if draw.public:
        return draw.integer(3, 4), 2, draw.integer(2, 3), 2
    return draw.integer(8, 60), draw.integer(2, 9), draw.integer(3, 12), draw.integer(1, 8)


def _recommendation(family: Family, draw: Draw, sizes: tuple[int, int, int, int]) -> Case:
    """Whole factors and biases in steps of 1/64 that differ: scores are exact in 32 bits, and no two are alike."""
    _, user_count, item_count, width = sizes
    user_factors = draw.integers(user_count, width, low=-3, high=3) * 1.0
    item_factors = draw.integers(item_count, width, low=-3, high=3) * 1.0
    item_bias = draw.permutation(item_count) / 64.0
    if family is Family.SCALE:
        user_factors, item_bias = user_factors * 1024, item_bias * 1024
    if family is Family.NON_CONTIGUOUS:
        user_factors, item_factors = draw.strided(user_factors), draw.strided(item_factors)
    user, count = draw.integer(0, user_count - 1), draw.integer(1, item_count)
    scores = item_bias + item_factors @ user_factors[user]
    # The best item has been seen, where one has.
    others = draw.permutation(item_count)[: draw.integer(0, item_count - 1)]
    seen = others if family is Family.EDGE else torch.cat([scores.argmax()[None], others]).unique()
    return Case(
        name=f"{count} of {item_count} items for user {user}, {len(seen)} seen",
        family=family,
        steps=(Call("recommend", (user, seen, count, user_factors, item_factors, item_bias)),),
        tags=("recommendation",),
    )


def _tags(entry: str, decay: bool, repeated: bool) -> tuple[str, ...]:
    told = {
        "decay": decay and entry == "gradients",
        "rated more than once": repeated and entry == "gradients",
        "gradients": entry == "gradients",
        "loss": entry == "loss",
    }
    return tuple(tag for tag, true in told.items() if true)
