"""Inputs that a code is timed on: distinct, drawn with the check's secret, and what the reference gives for each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import count
from typing import Any, TypeVar

from interviewer.coding.case import Case, Draw, Family
from interviewer.coding.compare import Closeness, compare
from interviewer.coding.exercise import Exercise, load_module
from interviewer.coding.inside.stage import tensors
from interviewer.coding.trial import Expected, expected, one_thread

_Made = TypeVar("_Made")

# Where an exercise has no case of its own to be timed, so many are drawn to see how large they can be.
_DRAWN = 12
_NEARLY = 0.6


@dataclass(frozen=True)
class Timed:
    """A case without gradients, since the call is what is timed, and what the reference gives in float64."""

    case: Case
    known: Sequence[Expected]

    @cached_property
    def input_bytes(self) -> int:
        return _input_bytes(self.case)

    @cached_property
    def result_bytes(self) -> int:
        return sum(tensor.nbytes for one in self.known for tensor in tensors(one.value))

    def judge(self, results: Sequence[Any], tolerance: float) -> None:
        """``results`` are of the steps that return something, in order. Raises Wrong."""
        if self.case.judge is not None:
            self.case.judge(results)
            return
        closeness = Closeness(self.case.dtype, tolerance, self.case.reduction, self.case.scale)
        known = [one for one, call in zip(self.known, self.case.steps, strict=True) if call.returned]
        for one, result in zip(known, results, strict=True):
            compare(one.value, result, closeness)

    @property
    def returned(self) -> int:
        return sum(call.returned for call in self.case.steps)


def timed_cases(exercise: Exercise, key: bytes) -> Iterator[Timed]:
    """Without end; no two are alike."""
    reference, given = exercise.reference(), exercise.folder / "given.py"
    helper = load_module("given", given) if exercise.given else None
    for number, case in enumerate(_cases(exercise, key)):
        plain = replace(case, steps=tuple(replace(call, gradients=()) for call in case.steps))
        generator = Draw(key, f"speed/{number}/unused", public=False).generator
        yield Timed(plain, expected(plain, reference, helper, generator))


def _cases(exercise: Exercise, key: bytes) -> Iterator[Case]:
    own = exercise.speed()
    draws = (Draw(key, f"speed/{number}", public=False) for number in count())
    if own is not None:
        yield from (_alone(partial(own, draw)) for draw in draws)
        return
    make, families = _alone(exercise.case), exercise.definition.cases
    family = Family.RANDOM if Family.RANDOM in families else Family(next(iter(families)))
    drawn = (_alone(partial(make, family, index % families[family], draw)) for index, draw in enumerate(draws))
    first = [next(drawn) for _ in range(_DRAWN)]
    large = _NEARLY * max(map(_input_bytes, first))
    yield from (case for case in first if _input_bytes(case) >= large)
    yield from (case for case in drawn if _input_bytes(case) >= large)


def _alone(make: Callable[[], _Made]) -> _Made:
    """Made while no reference runs in float64, whose default dtype is that of the whole process."""
    with one_thread():
        return make()


def _input_bytes(case: Case) -> int:
    return sum(tensor.nbytes for call in case.steps for tensor in tensors([list(call.args), call.kwargs]))
