import torch

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# factor, interval, size of the errors in each step, steps with a NaN
_Plan = tuple[float, int, tuple[float, ...], tuple[int, ...]]
_EDGES: tuple[_Plan, ...] = (
    (1.0, 50, (1.0, 1.0), ()),
    (1024.0, 1, (1.0, 1.0, 1.0), ()),
    (2.0, 2, (1.0,) * 5, ()),
    (512.0, 50, (1e-6, 1e-6, 1e-6), ()),
)
_SCALES: tuple[_Plan, ...] = (
    (65536.0, 50, (1e-6, 1e-6, 1e-6), ()),
    (0.25, 50, (1e3, 1e3), ()),
    (4096.0, 50, (1e-3, 1e-3, 1e-3), ()),
)
_ADVERSARIAL: tuple[_Plan, ...] = (
    (1024.0, 50, (1.0, 1e5, 1.0), ()),
    (64.0, 50, (1.0, 1.0, 1.0), (1,)),
    (64.0, 2, (1.0, 1.0, 1.0, 1.0, 1.0, 1.0), (1,)),
    (2.0**20, 50, (1e3, 1e3, 1e3, 1.0), ()),
    (1024.0, 2, (1.0, 1e5, 1.0, 1.0, 1.0), ()),
    (8.0, 50, (1.0, 1.0, 1.0), (0,)),
    (2.0**30, 50, (1.0, 1.0, 1.0), ()),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    factor, interval, sizes, bad = _plan(family, index, draw)
    growth, backoff = draw.choice([2.0, 4.0]), draw.choice([0.5, 0.25])
    smallest = min(1.0, *sizes)
    largest = 2 if draw.public else 4
    inputs, hidden = draw.integer(1, largest), draw.integer(2, largest)
    outputs = 1 if max(sizes) > 1 else draw.integer(1, largest)
    weights = (
        draw.normal(inputs, hidden),
        draw.normal(hidden, scale=0.5),
        draw.normal(hidden, outputs, scale=hidden**-0.5 * smallest),
        draw.normal(outputs, scale=0.5) if smallest == 1 else draw.normal(outputs).sign() * 5 * smallest,
    )
    steps = [
        Call("given.Network", weights, keep="model"),
        Call("given.descent", (Ref("model"), 0.1 / max(1.0, *sizes)), keep="optimiser"),
        Call("LossScaler", (factor, growth, backoff, interval), keep="scaler"),
        Call("scaler.scaled", (draw.normal(),), gradients=(0,)),
    ]
    for number, size in enumerate(sizes):
        rows = 1 if size > 1 else 3  # of one example and one output an overflow leaves infinities, and no NaN
        x, y = draw.normal(rows, inputs), draw.normal(rows, outputs, scale=0.2)
        y = y.sign() * size if size > 1 else y * size
        arguments = (Ref("model"), Ref("optimiser"), Ref("scaler"), x, y, number in bad)
        steps += [Call("given.train", arguments), Call("model.state_dict"), Call("scaler.factor")]
    overflow = any(size * factor > 1e5 for size in sizes)
    told = {
        "one bad gradient": bool(bad),
        "overflow": overflow,
        "growth": interval <= len(sizes),
        "tiny gradients": smallest < 1e-4,
    }
    return Case(
        name=f"factor {factor:g}, interval {interval}, errors of {', '.join(f'{size:g}' for size in sizes)}",
        family=family,
        steps=tuple(steps),
        tags=tuple(tag for tag, true in told.items() if true),
        reduction=8,
        scale=4.0 if smallest == 1 else None,
    )


def _plan(family: Family, index: int, draw: Draw) -> _Plan:
    if family is Family.EDGE:
        return _EDGES[index % 4]
    if family is Family.SCALE:
        return _SCALES[index % 3]
    if family is Family.ADVERSARIAL:
        return _ADVERSARIAL[index % 7]
    factor = draw.choice([16.0, 128.0, 1024.0])
    return factor, 3 if index % 2 else 50, (1.0,) * draw.integer(2, 2 if draw.public else 4), ()
