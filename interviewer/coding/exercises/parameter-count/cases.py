from typing import Any

from interviewer.coding.case import Call, Case, Draw, Family, Ref

_MODELS = ("plain", "with_buffers", "partly_frozen", "Tied", "Recurring", "Own")
_TAGS = {
    "with_buffers": ("buffers",),
    "partly_frozen": ("frozen parameters",),
    "Tied": ("shared parameters", "shared between children"),
    "Recurring": ("shared parameters", "shared within a child"),
    "Own": ("own parameters", "frozen parameters"),
}
# One layer each, so that a wrong formula is told apart.
_TABLES: tuple[tuple[str, list[dict[str, Any]]], ...] = (
    ("no layers", []),
    ("convolution", [{"kind": "convolution", "into": 3, "out": 64, "kernel": (7, 7), "groups": 1, "bias": True}]),
    ("kernel not square", [{"kind": "convolution", "into": 4, "out": 6, "kernel": (1, 5), "groups": 1, "bias": True}]),
    ("groups", [{"kind": "convolution", "into": 32, "out": 64, "kernel": (3, 3), "groups": 32, "bias": True}]),
    ("no bias", [{"kind": "convolution", "into": 8, "out": 9, "kernel": (3, 3), "groups": 1, "bias": False}]),
    ("no bias", [{"kind": "linear", "into": 120, "out": 84, "bias": False}]),
    ("batch norm", [{"kind": "batch norm", "features": 64}]),
    ("embedding", [{"kind": "embedding", "rows": 50257, "width": 768}]),
    ("pooling", [{"kind": "pooling"}]),
    ("large", [{"kind": "linear", "into": 65537, "out": 65537, "bias": True}]),
)


def case(family: Family, index: int, draw: Draw) -> Case:
    sizes = (draw.integer(1, 9), draw.integer(2, 9), draw.integer(1, 9))
    if family is Family.ADVERSARIAL:
        name = _MODELS[3 + index % 3]
    else:
        name = _MODELS[index % 3] if family is Family.RANDOM else "plain"
    special, layers = _TABLES[index % len(_TABLES)] if family is Family.EDGE else ("several layers", _layers(draw))
    return Case(
        name=f"{name} of sizes {', '.join(map(str, sizes))}; {special}",
        family=family,
        steps=(
            Call("count_from_table", (layers,)),
            Call(f"given.{name}", sizes, keep="model"),
            Call("count_parameters", (Ref("model"),)),
            Call("count_by_child", (Ref("model"),)),
        ),
        tags=(*_TAGS.get(name, ()), special),
    )


def _layers(draw: Draw) -> list[dict[str, Any]]:
    """A convolutional network, as it may be written down."""
    layers: list[dict[str, Any]] = []
    into = draw.choice([1, 3])
    for _ in range(1 if draw.public else 3):
        out = draw.choice([8, 16, 32])
        kernel = draw.choice([1, 3, 5])
        convolution = {"kind": "convolution", "into": into, "out": out, "kernel": (kernel, kernel), "groups": 1}
        layers += [{**convolution, "bias": True}, {"kind": "batch norm", "features": out}, {"kind": "pooling"}]
        into = out
    return [*layers, {"kind": "linear", "into": into, "out": 10, "bias": True}]
