import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# batch, height, width, widths, classes, blocks to unfreeze, steps
_EDGES = (
    (2, 3, 3, (1, 2, 2), 2, 1, 1),
    (3, 4, 3, (2, 3, 3), 3, 0, 2),
    (2, 4, 4, (1, 3), 2, 1, 2),
    (1, 3, 4, (3, 2, 3, 4), 4, 3, 2),
    (4, 5, 3, (1, 4, 3, 2, 3), 3, 0, 2),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw, index)
    batch, height, width, widths, classes, count, steps = sizes
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    rate, factor = draw.choice([0.05, 0.1, 0.2]), draw.choice([0.1, 0.3, 0.5])
    momentum = 0.9 if family is Family.ADVERSARIAL else 0.0
    calls = [
        Call("given.Network", (list(widths), classes), keep="model"),
        Call("model.load_state_dict", (_state(draw, widths, classes, scale),), compared=False),
        # Frozen altogether, or not at all, before the number of blocks is chosen.
        Call("model.requires_grad_", (index % 2 == 0,), keep="same", mutates=True),
        Call("unfreeze_upper", (Ref("model"), count), mutates=True, compared=False),
        Call("given.trainable", (Ref("model"),)),
        Call("parameter_groups", (Ref("model"), rate, factor), keep="groups"),
        Call("given.described", (Ref("model"), Ref("groups"))),
        Call("torch.optim.SGD", (Ref("groups"),), {"lr": rate, "momentum": momentum}, keep="optimizer"),
    ]
    for step in range(steps):
        x = draw.normal(batch, widths[0], height, width, scale=scale)
        if family is Family.NON_CONTIGUOUS:
            x = draw.strided(x)
        labels = draw.integers(batch, low=0, high=classes - 1)
        calls.append(Call("model.train" if (index + step) % 2 else "model.eval", keep="same"))
        calls.append(Call("fine_tune_step", (Ref("model"), Ref("optimizer"), x, labels), mutates=True))
        calls.append(Call("model.state_dict"))
    return Case(
        name=f"{count} of {len(widths) - 1} blocks, {batch} images, {steps} steps",
        family=family,
        steps=tuple(calls),
        tags=_tags(sizes),
        reduction=9 * sum(widths[:-1]) + batch * height * width,
        scale=None if family is Family.SCALE else 1.0,  # gradients may cancel to zero, up to rounding
    )


def _state(draw: Draw, widths: tuple[int, ...], classes: int, scale: float) -> dict[str, torch.Tensor]:
    state = {}
    for place, (into, out) in enumerate(zip(widths[:-1], widths[1:], strict=True)):
        size = 1.0 if place else scale
        state[f"blocks.{place}.convolution.weight"] = draw.normal(out, into, 3, 3, scale=1 / (3 * into**0.5))
        state[f"blocks.{place}.norm.weight"] = draw.uniform(out, low=0.5, high=1.5)
        state[f"blocks.{place}.norm.bias"] = draw.normal(out, scale=0.3)
        state[f"blocks.{place}.norm.running_mean"] = draw.normal(out, scale=0.5 * size)
        state[f"blocks.{place}.norm.running_var"] = draw.uniform(out, low=0.3, high=1.0) * size**2
        state[f"blocks.{place}.norm.num_batches_tracked"] = torch.tensor(draw.integer(1, 50))
    return state | {"head.weight": draw.normal(classes, widths[-1]), "head.bias": draw.normal(classes)}


def _random_sizes(draw: Draw, index: int) -> tuple:
    blocks = 2 + index % 2
    widths = (draw.integer(1, 2), *(draw.integer(2, 2 if draw.public else 5) for _ in range(blocks)))
    low, high = (3, 3) if draw.public else (4, 7)
    return (
        draw.integer(2, 2 if draw.public else 5),
        draw.integer(low, high),
        draw.integer(low, high),
        widths,
        draw.integer(2, 4),
        (1, blocks, blocks - 1)[index % 3],
        draw.integer(2, 3),
    )


def _tags(sizes: tuple) -> tuple[str, ...]:
    batch, _, _, widths, _, count, steps = sizes
    told = {
        "no block unfrozen": count == 0,
        "frozen blocks": count < len(widths) - 1,
        "several blocks unfrozen": count > 1,
        "several steps": steps > 1,
        "batch of one": batch == 1,
    }
    return tuple(tag for tag, true in told.items() if true)
