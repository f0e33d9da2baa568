"""One submission under examination: its boxes, its cases, and what may be told of them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import torch

from interviewer.coding.box import Boxes, Limits
from interviewer.coding.case import Case, Family
from interviewer.coding.channel import BoxEnded
from interviewer.coding.compare import Closeness, compare, shown
from interviewer.coding.exercise import Device, Exercise, load_module
from interviewer.coding.failure import Failure, FailureKind, Wrong
from interviewer.coding.inside.stage import tensors
from interviewer.coding.inside.watch import LAUNCH
from interviewer.coding.judging import results
from interviewer.coding.outcome import CaseOutcome
from interviewer.coding.session import Session
from interviewer.coding.trial import Expected, expected

OUTSIDE = "code outside of a kernel"  # told as a barred operation
_SAME = 2.0**28  # eps of float64: half of float32's
_GIVEN_UP_AFTER = 2  # cases that ran out of time, or ended the box


@dataclass(frozen=True)
class Bench:
    """
    What a check runs with: where boxes come from, the device that the code is to use, and whether what passes the
    hidden cases is measured too, which takes a second or some.
    """

    boxes: Boxes
    device: str = "cpu"
    measuring: bool = True


class Examination:
    """One submission; a box at a time. A box that has ended is followed by a fresh one."""

    def __init__(self, exercise: Exercise, source: str, bench: Bench, public: bool) -> None:
        self._exercise, self._source, self._bench, self._public = exercise, source, bench, public
        bounds = exercise.definition.limits
        self._limits = Limits(seconds=bounds.seconds, memory=bounds.memory_mb << 20)
        self._reference: ModuleType = exercise.reference()
        given = exercise.folder / "given.py"
        self._given = load_module("given", given) if exercise.given else None
        self._session: Session | None = None
        self._given_up: Failure | None = None
        self._endings = 0
        self._repeatable: tuple[Case, list[Expected], list[Any]] | None = None
        self._operations: set[str] = set()
        self._functions: set[str] = set()
        self._passed = 0
        self.printed = ""

    @contextmanager
    def running(self) -> Iterator[None]:
        """A box with the submission loaded. Raises Wrong and BoxEnded where it cannot be."""
        self._open()
        try:
            yield
        finally:
            self._close()

    def outcome(self, case: Case, generator: torch.Generator) -> CaseOutcome:
        started = time.monotonic()
        failure = self._given_up
        if failure is None:
            failure = self._failure(case, generator)
        seconds = time.monotonic() - started
        told = None if failure is None else self.told(failure)
        return CaseOutcome(case.name, case.family, self._public, seconds, case.tags, told)

    def told(self, failure: Failure) -> Failure:
        """As it may be shown: what a hidden case held stays hidden."""
        return failure if self._public else replace(failure, detail="")

    def barred(self) -> tuple[str, ...]:
        seen = self._operations | self._functions
        called = tuple(name for name in self._exercise.definition.barred if name in seen)
        interpreted = self._exercise.definition.triton and self._bench.device == Device.CPU
        launched = LAUNCH in self._operations or not interpreted or not self._passed
        return called if launched else (*called, OUTSIDE)

    def suspicions(self) -> tuple[str, ...]:
        """What the counts of operations say: code that computes with tensors is seen to."""
        worked = self._repeatable is not None and bool(tensors([list(call.args) for call in self._repeatable[0].steps]))
        unseen = worked and not self._operations and not self._exercise.definition.triton
        return ("no operation on tensors was seen, though results were right",) if unseen else ()

    def barred_failure(self) -> Failure | None:
        called = self.barred()
        if not called:
            return None
        operators = ", ".join(name for name in called if name != OUTSIDE)
        if OUTSIDE in called:
            instead = f" ({operators} was called instead)" if operators else ""
            return Failure(FailureKind.BARRED, f"no kernel was launched, and one was to be written{instead}")
        return Failure(FailureKind.BARRED, f"the code calls {operators}, which is what was to be written")

    def unstable(self) -> Failure | None:
        """The first ordinary case once more, in a second fresh box."""
        if self._repeatable is None:
            return None
        case, known, before = self._repeatable
        try:
            with self.running():
                again = results(self._running_session(), self._exercise.definition, case, known)
        except (Wrong, BoxEnded) as error:
            return Failure(FailureKind.UNSTABLE, f"a case that passed failed when repeated: {error}")
        try:
            compare(_doubled(before), _doubled(again), Closeness(torch.float64, _SAME))
        except Wrong as error:
            return self.told(
                Failure(FailureKind.UNSTABLE, "the same input gives another result in a second run", str(error))
            )
        return None

    def _failure(self, case: Case, generator: torch.Generator) -> Failure | None:
        known = expected(case, self._reference, self._given, generator)
        try:
            if self._session is None:
                self._open()
            given = results(self._running_session(), self._exercise.definition, case, known)
        except Wrong as error:
            return self._with_inputs(error.failure, case)
        except BoxEnded as error:
            self._close()
            self._endings += 1
            if self._endings >= _GIVEN_UP_AFTER:
                message = f"not run, because {self._endings} cases before ended the same way: {error}"
                self._given_up = Failure(error.failure.kind, message)
            return error.failure
        seeded = case.judge is None or all(call.seed is not None for call in case.steps)
        if self._repeatable is None and seeded and case.family is Family.RANDOM:
            self._repeatable = (case, known, given)
        self._passed += 1
        return None

    def _with_inputs(self, failure: Failure, case: Case) -> Failure:
        """A counter-example: what went in, beside what came out."""
        if not self._public:
            return failure
        lines = []
        for call in case.steps:
            arguments = [shown(value) for value in call.args]
            arguments += [f"{name}={shown(value)}" for name, value in call.kwargs.items()]
            lines.append(f"{call.target}(" + ", ".join(arguments) + ")")
        return replace(failure, detail="\n".join([*lines, failure.detail]).strip())

    def _running_session(self) -> Session:
        if self._session is None:
            raise RuntimeError("no box is open")
        return self._session

    def _open(self) -> None:
        self._session = Session(self._bench.boxes.open(self._limits), self._limits)
        try:
            self._session.load(self._exercise, self._source, self._bench.device)
        except (Wrong, BoxEnded):
            self._close()
            raise

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._operations |= set(self._session.operations)
            self._functions |= self._session.functions
            self.printed = (self.printed + self._session.printed)[:4000]
        self._session = None


def _doubled(value: Any) -> Any:
    if isinstance(value, torch.Tensor) and value.is_floating_point():
        return value.double()
    if isinstance(value, list | tuple):
        return [_doubled(item) for item in value]
    return {key: _doubled(item) for key, item in value.items()} if isinstance(value, dict) else value
