import math

from interviewer.coding.case import Call, Case, Draw, Family, Ref

# patience, min_delta, mode, figures, tags
_Plan = tuple[int, float, str, list[float], tuple[str, ...]]
_EDGES: tuple[_Plan, ...] = (
    (2, 0.0, "min", [3.0, 2.0, 2.5, 2.25, 1.0, 1.5], ()),
    (1, 0.0, "min", [4.0, 5.0, 3.0], ()),
    (3, 0.0, "min", [2.0, 2.0, 2.0, 2.0, 2.0], ("ties",)),
    (2, 0.25, "min", [2.0, 1.75, 1.5, 1.25], ()),
    (2, 0.0, "max", [0.5, 0.75, 0.5, 0.25, 1.0], ("max",)),
    (9, 0.0, "min", [1.0], ()),
    (2, 0.25, "max", [1.0, 1.25, 1.375, 1.5], ("max",)),
)
_ADVERSARIAL: tuple[_Plan, ...] = (
    (2, 0.0, "min", [math.nan, math.nan, 3.0, 2.0, math.nan, 1.0], ("NaN",)),
    (3, 0.25, "min", [2.0, 1.875, 1.75, 1.625, 1.5, 1.375, 1.25], ()),
    (2, 0.0, "max", [-3.0, -2.0, math.nan, -1.0, math.nan, math.nan], ("NaN", "max")),
    (2, 0.0, "min", [-1.0, -2.0, math.inf, -3.0, math.inf, math.inf], ("infinite",)),
    (3, 0.25, "max", [0.5, 0.625, 0.75, 0.875, 0.25, 0.5, 0.75], ("max",)),
    (1, 0.0, "min", [math.nan, math.nan], ("NaN",)),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    patience, delta, mode, values, tags = _plan(family, index, draw)
    shape = (draw.integer(1, 2 if draw.public else 4), draw.integer(1, 3))
    steps = [
        Call("given.Model", (draw.normal(*shape), draw.normal(2)), keep="model"),
        Call("EarlyStopping", (patience, delta, mode), keep="stopper"),
    ]
    for value in values:
        steps += [
            Call("model.train_on", (draw.normal(*shape),), compared=False),
            Call("stopper.update", (value, Ref("model"))),
            Call("stopper.best"),
            Call("stopper.best_epoch"),
        ]
    for _ in range(2):
        steps += [
            Call("stopper.restore", (Ref("model"),), compared=False),
            Call("model.state_dict"),
            Call("model.train_on", (draw.normal(*shape),), compared=False),
        ]
    return Case(
        name=f"{mode}, patience {patience}, min_delta {delta:g}, {len(values)} epochs",
        family=family,
        steps=tuple(steps),
        tags=(*tags, *["min_delta"] * (delta > 0)),
        scale=4.0,
    )


def _plan(family: Family, index: int, draw: Draw) -> _Plan:
    if family is Family.EDGE:
        return _EDGES[index % 7]
    if family is Family.ADVERSARIAL:
        return _ADVERSARIAL[index % 6]
    scale = 1.0 if family is not Family.SCALE else 1024.0 if index % 2 else 1 / 1024
    mode, delta = ("max" if index % 4 == 3 else "min"), (0.5 * scale if index % 4 == 2 else 0.0)
    values = [draw.integer(-20, 20) * 0.25 * scale for _ in range(draw.integer(4, 5 if draw.public else 10))]
    return draw.integer(1, 3), delta, mode, values, ("max",) if mode == "max" else ()
