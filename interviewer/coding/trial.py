"""One case on the reference: its script run here, in float64, and what the box's answers are held against."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import torch

from interviewer.coding.case import Call, Case
from interviewer.coding.inside.stage import Stage, differentiable, gradients

# torch's default dtype, and its number of threads, are one for the whole process.
_SETTINGS = threading.RLock()
# Besides the one that is compared: all of them cancel to a hundredth hardly once in thousands of millions.
_COTANGENTS = 4


@dataclass(frozen=True)
class Expected:
    """
    Of one step: the result, and where gradients are asked for the ``cotangents`` (in the case's dtype) and the
    gradients, empty where the result has none. ``called`` is False where the target was read, not called.

    ``magnitudes`` are what rounding in each gradient is relative to: with one cotangent its terms may happen to cancel,
    so it is the largest magnitude over several.
    """

    value: Any
    called: bool
    cotangents: tuple[torch.Tensor, ...] = ()
    gradients: tuple[torch.Tensor | None, ...] = ()
    magnitudes: tuple[float, ...] = ()


def expected(case: Case, reference: ModuleType, given: ModuleType | None, generator: torch.Generator) -> list[Expected]:
    """What each step of the case gives on the reference."""
    stage = Stage(reference, given)
    with _wide():
        return [_step(call, stage, case.dtype, generator) for call in case.steps]


def widened(value: Any) -> Any:
    """A copy, so that nothing is changed twice, with every floating tensor in float64."""
    if isinstance(value, torch.Tensor):
        return value.to(torch.float64, copy=True) if value.is_floating_point() else value.clone()
    if isinstance(value, list | tuple) and not isinstance(value, torch.Size):
        return type(value)(widened(item) for item in value)
    return {key: widened(item) for key, item in value.items()} if isinstance(value, dict) else value


def _step(call: Call, stage: Stage, dtype: torch.dtype, generator: torch.Generator) -> Expected:
    args = list(stage.filled(widened(call.args)))
    kwargs = stage.filled(widened(call.kwargs))
    leaves = [args[place] if isinstance(place, int) else kwargs[place] for place in call.gradients]
    for leaf in leaves:
        leaf.requires_grad_()
    target = stage.resolve(call.target)
    if call.seed is not None:
        torch.manual_seed(call.seed)
    result = target(*args, **kwargs) if callable(target) else target
    if call.keep:
        stage.kept[call.keep] = result
    if not leaves:
        return Expected(_snapshot(result) if call.compared else None, callable(target))
    cotangents = [
        torch.randn(tensor.shape, generator=generator, dtype=torch.float64).to(dtype)
        for tensor in differentiable(result)
    ]
    largest = _magnitudes(result, leaves, generator)
    found = gradients(result, leaves, [cotangent.double() for cotangent in cotangents])
    if found is None:
        return Expected(_snapshot(result), True, tuple(cotangents))
    magnitudes = [max(one, _largest(gradient)) for one, gradient in zip(largest, found, strict=True)]
    return Expected(_snapshot(result), True, tuple(cotangents), tuple(found), tuple(magnitudes))


def _magnitudes(result: Any, leaves: list[torch.Tensor], generator: torch.Generator) -> list[float]:
    """The largest magnitude of the gradient to each leaf, over a few random cotangents. The graph is kept."""
    outputs = [tensor for tensor in differentiable(result) if tensor.requires_grad]
    largest = [0.0 for _ in leaves]
    for _ in range(_COTANGENTS if outputs else 0):
        weights = [torch.randn(tensor.shape, generator=generator, dtype=torch.float64) for tensor in outputs]
        found = torch.autograd.grad(outputs, leaves, weights, retain_graph=True, allow_unused=True)
        largest = [max(before, _largest(one)) for before, one in zip(largest, found, strict=True)]
    return largest


def _largest(gradient: torch.Tensor | None) -> float:
    finite = gradient[torch.isfinite(gradient)] if gradient is not None else torch.empty(0)
    return float(finite.abs().max()) if finite.numel() else 0.0


def _snapshot(value: Any) -> Any:
    """The value as it is now: a later step may change the tensors of a state."""
    if isinstance(value, torch.Tensor):
        return value.detach().clone()
    if isinstance(value, list | tuple) and not isinstance(value, torch.Size):
        return tuple(_snapshot(item) for item in value)
    if isinstance(value, dict):
        return {key: _snapshot(item) for key, item in value.items()}
    return value


@contextlib.contextmanager
def _wide() -> Iterator[None]:
    """One thread: inputs are small, and threads that wait for each other wait long where several checks run at once."""
    with _SETTINGS:
        before, threads = torch.get_default_dtype(), torch.get_num_threads()
        torch.set_default_dtype(torch.float64)
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_default_dtype(before)
            torch.set_num_threads(threads)


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """
    For small computations outside ``expected``, such as drawing a case. The default dtype is the process's own: no
    reference runs in float64 in the meantime.
    """
    with _SETTINGS:
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(threads)
