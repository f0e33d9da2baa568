import torch

from interviewer.coding.case import Call, Case, Draw, Family

# moments, features, history, horizon, stride, target
_EDGES = (
    (2, 1, 1, 1, 1, 0),
    (3, 2, 2, 2, 1, 1),
    (5, 3, 3, 2, 1, 2),
    (7, 1, 2, 3, 5, 0),
    (4, 2, 9, 1, 1, 0),
    (9, 2, 1, 4, 2, 1),
    (6, 1, 3, 3, 4, 0),
    (11, 4, 4, 1, 3, 3),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    if family in {Family.SCALE, Family.ADVERSARIAL} or index % 2:
        return _standardising(family, index, draw)
    sizes = _EDGES[index] if family is Family.EDGE and not draw.public else _sizes(draw)
    moments, features, history, horizon, stride, target = sizes
    series = draw.normal(moments, features)
    if family is Family.NON_CONTIGUOUS:
        series = draw.strided(series)
    return Case(
        name=f"windows of {moments} moments: history {history}, horizon {horizon}, stride {stride}",
        family=family,
        steps=(Call("windows", (series, history, horizon, stride, target)),),
        tags=_tags(*sizes),
    )


def _sizes(draw: Draw) -> tuple[int, int, int, int, int, int]:
    """At least two windows; the last one ends where the series does, in half of the cases."""
    features = draw.integer(2, 2 if draw.public else 5)
    history, horizon, stride = draw.integer(2, 3 if draw.public else 9), draw.integer(1, 4), draw.integer(1, 3)
    count = draw.integer(2, 3 if draw.public else 20)
    rest = draw.integer(0, stride - 1) if draw.integer(0, 1) else 0
    moments = history + horizon + (count - 1) * stride + rest
    return moments, features, history, horizon, stride, draw.integer(0, features - 1)


def _standardising(family: Family, index: int, draw: Draw) -> Case:
    moments, features = draw.integer(4, 5 if draw.public else 40), draw.integer(1, 2 if draw.public else 5)
    train = draw.integer(2, moments - 1)
    if family is Family.EDGE:
        train = moments if index % 4 == 1 else 1
    scale = {0: 1e-3, 1: 1e3}[index % 2] if family is Family.SCALE else 1.0
    # The later moments are on another level: whoever looks at them is found out.
    series = draw.normal(moments, features) + 2.0
    series[train:] = series[train:] * 2 + 5
    constant = train == 1
    if family is Family.ADVERSARIAL and index % 2:
        series[:train, -1] = draw.integer(-9, 9) * 1.0
        constant = True
    elif family is Family.ADVERSARIAL:  # a level far above the spread, in steps of an eighth: exact in 32 bits
        train = 8
        series = 1024.0 + (draw.normal(12, features) * 8).round() / 8
    series = series * scale
    if family is Family.NON_CONTIGUOUS:
        series = draw.strided(series)
    return Case(
        name=f"standardising {len(series)} moments of {features} features, {train} for training",
        family=family,
        steps=(Call("standardise", (series, train)),),
        tags=("constant feature", "standardising") if constant else ("standardising",),
        reduction=train,
    )


def _tags(moments: int, features: int, history: int, horizon: int, stride: int, target: int) -> tuple[str, ...]:
    room = moments - history - horizon
    told = {
        "too short": room < 0,
        "stride > 1": 1 < stride <= room,
        "target is not the first feature": target > 0 and room >= 0,
        "horizon > 1": horizon > 1,
        "windows": True,
    }
    return tuple(tag for tag, true in told.items() if true)
