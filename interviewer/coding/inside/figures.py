"""Figures of one call that need no clock: operators, floating-point operations, and the peak of its memory in bytes."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch.autograd.profiler import profile
from torch.utils.flop_counter import flop_registry

from interviewer.coding.inside.observer import Observer


@dataclass
class Figures:
    """
    ``flops`` are of the operators in ``torch.utils.flop_counter``, two for a multiplication with its addition;
    ``uncounted`` are the calls of all others but views. ``peak_bytes`` are above what was held before the call.
    """

    operations: int = 0
    flops: int = 0
    peak_bytes: int = 0
    uncounted: Counter[str] = field(default_factory=Counter)


@contextlib.contextmanager
def counted(device: str) -> Iterator[Figures]:
    """Counts what is done within. The figures are there when it is left, and not where it raises."""
    figures, counter = Figures(), _Counter()
    with _peak(device, figures), counter:
        yield figures
    figures.operations = counter.calls.total()
    figures.flops, figures.uncounted = counter.flops, counter.uncounted


class _Counter(Observer):  # type: ignore[no-untyped-call]
    def __init__(self) -> None:
        super().__init__()
        self.flops = 0
        self.uncounted: Counter[str] = Counter()

    def __torch_dispatch__(
        self, func: Any, types: Sequence[type], args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        before = self.calls.total()
        result = super().__torch_dispatch__(func, types, args, kwargs)
        formula = flop_registry.get(func._overloadpacket)
        if formula is not None:
            self.flops += formula(*args, **(kwargs or {}), out_val=result)
        elif self.calls.total() > before and not _is_view(func):
            self.uncounted[func._overloadpacket.__name__] += 1
        return result


def _is_view(operator: Any) -> bool:
    """Whether what it returns is its argument's memory, seen otherwise."""
    return any(out.alias_info is not None and not out.alias_info.is_write for out in operator._schema.returns)


@contextlib.contextmanager
def _peak(device: str, figures: Figures) -> Iterator[None]:
    """On the CPU every allocation, as the profiler records them; on CUDA the allocator's own count."""
    if device != "cpu":
        torch.cuda.synchronize()
        torch.cuda.reset_peak_memory_stats()
        held = torch.cuda.memory_allocated()
        yield
        torch.cuda.synchronize()
        figures.peak_bytes = torch.cuda.max_memory_allocated() - held
        return
    with profile(profile_memory=True, use_cpu=True) as profiled:
        yield
    figures.peak_bytes = _highest(event.nbytes() for event in _events(profiled) if event.name() == "[memory]")


def _events(profiled: profile) -> list[Any]:
    results = profiled.kineto_results
    return list(results.events()) if results is not None else []


def _highest(changes: Iterator[int]) -> int:
    now = peak = 0
    for change in changes:
        now += change
        peak = max(peak, now)
    return peak
