"""A gradient worked out by hand: is it the wrong gradient of the code's loss, or the right one of a wrong loss?"""

from typing import Any

import torch

from interviewer.coding.case import Call, Slope
from interviewer.coding.failure import FailureKind, Wrong
from interviewer.coding.session import Session
from interviewer.coding.trial import widened

_STEP = 1e-5
_AGREES = 1e-3  # relative; a wrong gradient is off by far more
_DIRECTIONS = 3


def told_apart(session: Session, call: Call, slope: Slope, came: Any, error: Wrong) -> Wrong:
    """
    The failure with what the numeric slope of the code's own loss says of it; ``error`` itself where the loss cannot
    be had in float64. Raises BoxEnded.
    """
    try:
        agrees = all(
            _agrees(session, call, slope, came[result], argument) for result, argument in slope.gradients.items()
        )
    except (Wrong, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RuntimeError):
        return error
    failure = error.failure
    if agrees:
        message = "the gradients follow the slope of your own loss: the forward pass is what is wrong"
        return Wrong(FailureKind.FORWARD, message, failure.detail)
    message = "the gradients do not follow the slope of your own loss: the backward pass is wrong"
    return Wrong(FailureKind.BACKWARD, message, failure.detail)


def _agrees(session: Session, call: Call, slope: Slope, gradient: torch.Tensor, argument: int | str) -> bool:
    generator = torch.Generator().manual_seed(0)
    where = call.args[argument] if isinstance(argument, int) else call.kwargs[argument]
    for _ in range(_DIRECTIONS):
        direction = torch.randn(where.shape, generator=generator, dtype=torch.float64)
        above, below = (_loss(session, call, slope.loss, argument, direction * step) for step in (_STEP, -_STEP))
        numeric = (above - below) / (2 * _STEP)
        claimed = float((gradient.double() * direction).sum())
        size = float(gradient.double().norm() * direction.norm())
        if abs(numeric - claimed) > _AGREES * max(size, abs(numeric), 1e-8):
            return False
    return True


def _loss(session: Session, call: Call, loss: str, argument: int | str, shift: torch.Tensor) -> float:
    args, kwargs = list(widened(call.args)), widened(call.kwargs)
    if isinstance(argument, int):
        args[argument] = args[argument] + shift
    else:
        kwargs[argument] = kwargs[argument] + shift
    answer = session.call(Call(loss, tuple(args), kwargs, mutates=True))
    return float(answer.value)
