import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# batch, channels, features, height, width, old classes, new classes, steps
_EDGES = (
    (1, 1, 2, 3, 3, 2, 3, 1),
    (1, 2, 3, 3, 3, 4, 2, 2),
    (3, 1, 1, 2, 5, 3, 3, 2),
    (2, 3, 4, 5, 4, 2, 7, 3),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw)
    batch, channels, features, height, width, old, classes, steps = sizes
    set_to_train = index % 2 == 1
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    rate = 5.0 if family is Family.ADVERSARIAL else draw.choice([0.1, 0.5, 1.0])
    calls = [
        Call("given.Network", (channels, features, old), keep="model"),
        Call("model.load_state_dict", (_state(draw, channels, features, old, scale),), compared=False),
        Call("prepare", (Ref("model"), classes), mutates=True, compared=False),
        Call("given.trainable", (Ref("model"),)),
    ]
    for _ in range(steps):
        x = draw.normal(batch, channels, height, width, scale=scale)
        if family is Family.NON_CONTIGUOUS:
            x = draw.strided(x)
        labels = draw.integers(batch, low=0, high=classes - 1)
        if family is Family.ADVERSARIAL:  # as many of each class, or nearly: the bias hardly has a gradient
            labels = torch.arange(batch) % classes
        if set_to_train:
            calls.append(Call("model.train", keep="same"))
        calls.append(Call("train_step", (Ref("model"), x, labels, rate), mutates=True))
        calls.append(Call("model.state_dict"))
    calls.append(Call("given.gradients_of_body", (Ref("model"),)))
    return Case(
        name=f"{old} to {classes} classes, {features} features, {batch} images, {steps} steps",
        family=family,
        steps=tuple(calls),
        tags=_tags(sizes, set_to_train),
        reduction=9 * (channels + features) + batch,
        scale=1.0,  # gradients may cancel to zero, up to rounding
    )


def _state(draw: Draw, channels: int, features: int, classes: int, scale: float) -> dict[str, torch.Tensor]:
    state = {}
    for place, into in (("0", channels), ("3", features)):
        state[f"body.{place}.weight"] = draw.normal(features, into, 3, 3, scale=1 / (3 * into**0.5))
        state[f"body.{place}.bias"] = draw.normal(features, scale=0.3)
    for place, size in (("1", scale), ("4", 1.0)):
        state[f"body.{place}.weight"] = draw.uniform(features, low=0.5, high=1.5)
        state[f"body.{place}.bias"] = draw.normal(features, scale=0.3)
        state[f"body.{place}.running_mean"] = draw.normal(features, scale=0.5 * size)
        state[f"body.{place}.running_var"] = draw.uniform(features, low=0.3, high=1.0) * size**2
        state[f"body.{place}.num_batches_tracked"] = torch.tensor(draw.integer(1, 50))
    state["head.weight"] = draw.normal(classes, features)
    state["head.bias"] = draw.normal(classes)
    return state


def _random_sizes(draw: Draw) -> tuple[int, ...]:
    largest = 3 if draw.public else 7
    return (
        draw.integer(2, 3 if draw.public else 8),
        draw.integer(1, 1 if draw.public else 3),
        draw.integer(2, largest),
        draw.integer(3, largest),
        draw.integer(3, largest),
        draw.integer(2, 5),
        draw.integer(2, 3 if draw.public else 6),
        draw.integer(2, 3),
    )


def _tags(sizes: tuple[int, ...], set_to_train: bool) -> tuple[str, ...]:
    batch, _, _, _, _, old, classes, steps = sizes
    told = {
        "model set to train": set_to_train,
        "several steps": steps > 1,
        "more classes than before": classes > old,
        "batch of one": batch == 1,
    }
    return tuple(tag for tag, true in told.items() if true)
