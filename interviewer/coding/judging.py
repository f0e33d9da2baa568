"""What a submission gave for one case, judged step by step against what the reference gives."""

from dataclasses import replace
from typing import Any

from interviewer.coding.case import Call, Case
from interviewer.coding.compare import Closeness, compare
from interviewer.coding.exercise import Definition
from interviewer.coding.failure import FailureKind, Wrong
from interviewer.coding.inside.stage import tensors
from interviewer.coding.session import Session
from interviewer.coding.slope import told_apart
from interviewer.coding.trial import Expected

_GRADIENT_FACTOR = 8.0  # a gradient adds up more terms than its value
_MISFITS = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RuntimeError)


def results(session: Session, definition: Definition, case: Case, known: list[Expected]) -> list[Any]:
    """What the compared steps gave, all of it right. Raises Wrong and BoxEnded."""
    given = []
    for position, (call, one) in enumerate(zip(case.steps, known, strict=True)):
        size = sum(tensor.numel() * 8 for tensor in tensors(one.value))
        answer = session.call(call, one.cotangents, size)
        if not call.compared or call.keep:
            continue
        given.append(answer.value)
        if case.judge is None:
            _judge_value(session, definition, case, (position, one), answer.value)
            if call.gradients:
                _judge_gradients(call, one, answer.gradients, _gradient_closeness(definition, case, one))
    if case.judge is not None:
        _judge_all(case, given)
    return given


def _judge_all(case: Case, given: list[Any]) -> None:
    """A judge is written for results of the right form; of any other it may fall over."""
    try:
        if case.judge is not None:
            case.judge(given)
    except _MISFITS as error:
        told = "the result does not have the form that the statement asks for"
        raise Wrong(FailureKind.TYPE, told, f"{type(error).__name__}: {error}") from error


def _judge_value(session: Session, definition: Definition, case: Case, step: tuple[int, Expected], value: Any) -> None:
    position, one = step
    call = case.steps[position]
    try:
        compare(one.value, value, Closeness(case.dtype, definition.tolerance, case.reduction, case.scale))
    except Wrong as error:
        kind, detail = error.failure.kind, error.failure.detail
        state = not one.called or call.target.endswith("state_dict")
        if state and kind in (FailureKind.VALUES, FailureKind.SHAPE):
            raise Wrong(FailureKind.STATE, f"{call.target}: {error.failure.message}", detail) from error
        if case.slope and case.slope.step == position and kind is FailureKind.VALUES:
            raise told_apart(session, call, case.slope, value, error) from error
        raise


def _gradient_closeness(definition: Definition, case: Case, one: Expected) -> Closeness:
    factor = definition.gradient_tolerance or definition.tolerance * _GRADIENT_FACTOR
    terms = max([case.reduction, *(cotangent.numel() for cotangent in one.cotangents)])
    return Closeness(case.dtype, factor, terms)


def _judge_gradients(call: Call, one: Expected, came: Any, closeness: Closeness) -> None:
    if not one.gradients:
        return
    if came is None:
        raise Wrong(FailureKind.NO_GRADIENT, "the result has no gradient")
    if not isinstance(came, list) or len(came) != len(call.gradients):
        raise Wrong(FailureKind.NO_GRADIENT, "the gradients cannot be read")
    for place, known, magnitude, gradient in zip(call.gradients, one.gradients, one.magnitudes, came, strict=True):
        what = f"the gradient of argument {place + 1 if isinstance(place, int) else place}"
        if known is None:
            continue
        if gradient is None:
            if bool((known == 0).all()):
                continue
            raise Wrong(FailureKind.NO_GRADIENT, f"{what} is missing: the result does not depend on it")
        try:
            compare(known, gradient, replace(closeness, scale=magnitude), what)
        except Wrong as error:
            raise Wrong(FailureKind.BACKWARD, error.failure.message, error.failure.detail) from error
