from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from interviewer.coding.case import Call, Case, Draw, Family, Judge
from interviewer.coding.chance import check_independent, check_positions, check_rate
from interviewer.coding.failure import FailureKind, Wrong

# batch, channels, height, width, horizontally, vertically, turns, degrees
_EDGES = (
    (1, 1, 2, 3, True, False, 1, 90.0),
    (1, 1, 3, 3, False, True, -1, 45.0),
    (1, 2, 1, 1, True, True, 2, 30.0),
    (2, 1, 1, 5, False, False, 3, 180.0),
    (2, 3, 6, 2, True, True, 0, 0.0),
    (1, 2, 4, 4, False, True, 7, -90.0),
    (3, 1, 5, 4, True, False, -6, 360.0),
    (1, 1, 7, 3, True, False, 5, -200.0),
)
_MANY = 640  # images, so that rates show


def case(family: Family, index: int, draw: Draw) -> Case:
    random = family is Family.RANDOM and index % 2 == 0
    return _augmented(family, index, draw) if random or family is Family.ADVERSARIAL else _exact(family, index, draw)


def _exact(family: Family, index: int, draw: Draw) -> Case:
    sizes = _EDGES[index % len(_EDGES)] if family is Family.EDGE else _random_sizes(draw)
    batch, channels, height, width, horizontally, vertically, turns, degrees = sizes
    scale = (1e3 if index % 2 else 1e-3) if family is Family.SCALE else 1.0
    x = draw.normal(batch, channels, height, width, scale=scale)
    if family is Family.NON_CONTIGUOUS:
        x = draw.strided(x)
    told = {
        "turns outside 0 to 3": not 0 <= turns <= 3,
        "between pixels": _between_pixels(height, width, degrees),
        "image not square": height != width,
    }
    return Case(
        name=f"{height}x{width}, {turns} turns, {degrees:g} degrees",
        family=family,
        steps=(
            Call("flip", (x, horizontally, vertically), gradients=(0,)),
            Call("quarter_turns", (x, turns), gradients=(0,)),
            Call("rotate", (x, degrees), gradients=(0,)),
        ),
        tags=tuple(tag for tag, true in told.items() if true),
        reduction=(height + width) ** 2,  # coordinates are rounded in proportion to their size
    )


def _between_pixels(height: int, width: int, degrees: float) -> bool:
    """Whether an output pixel reads between the pixels of the input: not at half turns, nor at quarters that fit."""
    fits = (height - width) % 2 == 0 and degrees % 90 == 0
    return height * width > 1 and degrees % 180 != 0 and not fits


def _random_sizes(draw: Draw) -> tuple:
    largest = 3 if draw.public else 8
    return (
        draw.integer(1, 3),
        draw.integer(1, 1 if draw.public else 3),
        draw.integer(2, largest),
        draw.integer(2, largest),
        bool(draw.integer(0, 1)),
        bool(draw.integer(0, 1)),
        draw.integer(0, 3),
        float(draw.integer(1, 89) + 90 * draw.integer(-2, 1)),
    )


def _augmented(family: Family, index: int, draw: Draw) -> Case:
    if family is Family.ADVERSARIAL:
        probability = (0.0, 1.0, 0.03)[index % 3]
    else:
        probability = (0.3, 0.5, 0.8)[index // 2 % 3]
    side, channels = draw.integer(2, 3), draw.integer(1, 2)
    x = draw.permutation(_MANY * channels * side * side).reshape(_MANY, channels, side, side).float()
    told = {"probability of 0 or 1": probability in (0.0, 1.0)}
    return Case(
        name=f"{_MANY} images of {side}x{side}, probability {probability:g}",
        family=family,
        steps=tuple(Call("augment", (x, probability), seed=draw.integer(1, 2**40)) for _ in range(2)),
        tags=("augmentation", *(tag for tag, true in told.items() if true)),
        judge=_judge(x, probability),
    )


def _judge(x: Tensor, probability: float) -> Judge:
    """All eight outcomes of an image of distinct values are told apart, so flips and turns can be read off exactly."""

    def judge(results: Sequence[Any]) -> None:
        read = [_read(x, result) for result in results]
        for flips, turns in read:
            check_rate(flips, probability, "flipping")
            check_positions(flips, probability, "the flips")
            for count in range(4):
                check_rate(turns == count, 0.25, f"rotation by {count} quarter turns")
                check_positions(turns == count, 0.25, "the rotations")
            for sign in (turns % 2 == 1, turns >= 2):
                check_rate(flips == sign, 0.5, "flipping together with rotation")
        (one, one_turns), (other, other_turns) = read
        check_independent(one, other, probability, "the flips of two calls")
        check_rate(one_turns == other_turns, 0.25, "rotating alike in two calls")

    return judge


def _read(x: Tensor, result: Any) -> tuple[Tensor, Tensor]:
    """For each image whether it was flipped, and its quarter turns."""
    if not isinstance(result, Tensor):
        raise Wrong(FailureKind.TYPE, "the result must be a tensor")
    if result.shape != x.shape:
        detail = f"expected {tuple(x.shape)}, got {tuple(result.shape)}"
        raise Wrong(FailureKind.SHAPE, "the result has the wrong shape", detail)
    if result.dtype is not x.dtype:
        raise Wrong(FailureKind.DTYPE, f"the result must be of dtype {x.dtype}, not {result.dtype}")
    outcomes = [image.rot90(turns, (2, 3)) for image in (x, x.flip(3)) for turns in range(4)]
    same = torch.stack([(outcome == result).flatten(1).all(1) for outcome in outcomes])
    if not bool(same.any(0).all()):
        raise Wrong(FailureKind.VALUES, "an image is none of the eight that flips and quarter turns can give")
    outcome = same.int().argmax(0)
    return outcome >= 4, outcome % 4
