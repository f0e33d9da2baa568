"""A submission in one box: loaded, then called step by step. What comes back is taken apart here, and not believed."""

import ast
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch

from interviewer.coding import claim
from interviewer.coding.box import Box, Limits
from interviewer.coding.case import Call
from interviewer.coding.channel import BoxEnded, Channel
from interviewer.coding.exercise import Entry, Exercise
from interviewer.coding.failure import FailureKind, Wrong
from interviewer.coding.inside.digest import Digest
from interviewer.coding.inside.frames import Frame, packed
from interviewer.coding.inside.sealing import masked
from interviewer.coding.inside.stage import tensors
from interviewer.coding.inside.values import BadValue, Packer, unpack
from interviewer.coding.inside.watch import LAUNCH

_ECHO_BELOW = 4 << 20
_LOADING_SECONDS = 20.0
_IN_ALL = 6.0  # times the limit of a call, for all calls to a box
_LEAST_SECONDS = 0.001
_OPERATOR = re.compile(r"[a-z_][a-z0-9_]{0,79}")


class Answer:
    """What one call brought: the unpacked claims of the box."""

    def __init__(self, frame: Frame, known: frozenset[str]) -> None:
        header = frame.header
        if header.get("failure") is not None:
            told = claim.failure(header, known)
            raise Wrong(told.kind, told.message, told.detail)
        try:
            self.value = unpack(header.get("value"), frame.payload)
            self.gradients = unpack(header.get("gradients"), frame.payload)
            self.arguments = unpack(header.get("arguments"), frame.payload)
        except BadValue as error:
            raise Wrong(FailureKind.TYPE, "the result cannot be read", str(error)) from error
        claimed = tensors([self.value, self.gradients, self.arguments])
        if sum(tensor.numel() * tensor.element_size() for tensor in claimed) > len(frame.payload):
            raise Wrong(FailureKind.TYPE, "the result cannot be read", "it says that it has more elements than came")
        self.operations = _operations(header.get("operations"))
        self.functions = _names(header.get("functions"))


class Session:
    """Owns the box: ``close`` ends it. Raises BoxEnded once it has ended by itself."""

    def __init__(self, box: Box, limits: Limits) -> None:
        self._channel = Channel(box, limits)
        self._each, self._left = limits.seconds, _IN_ALL * limits.seconds
        self._known = claim.names("")
        self.operations: Counter[str] = Counter()
        self.functions: set[str] = set()

    @property
    def printed(self) -> str:
        return self._channel.printed

    def load(self, exercise: Exercise, source: str, device: str) -> None:
        """Raises Wrong where the code cannot be called, and BoxEnded."""
        definition = exercise.definition
        self._known = claim.names(source) | {entry.name for entry in definition.entries}
        header = {
            **{"op": "load", "source": source, "given": exercise.given, "device": device},
            **{"triton": definition.triton, "entries": [_told(entry) for entry in definition.entries]},
        }
        seconds = max(_LOADING_SECONDS, definition.limits.seconds)
        Answer(self._channel.ask(header, seconds=seconds), self._known)

    def call(self, call: Call, cotangents: tuple[torch.Tensor, ...] = (), expected: int = 0) -> Answer:
        """
        ``expected`` bytes are what the result should have. Raises Wrong where the code fails or changes its arguments,
        and BoxEnded.
        """
        packer = Packer()
        arguments = tensors([list(call.args), call.kwargs])
        size = sum(argument.numel() * argument.element_size() for argument in arguments)
        echoed = not call.mutates and bool(arguments) and size < _ECHO_BELOW
        header = {
            **{"op": "call", **_step(call, packer), "echoed": echoed},
            **{"gradients": list(call.gradients), "cotangents": packer.pack(list(cotangents))},
        }
        answer = Answer(self._in_time(header, packer.payload, expected + 2 * size), self._known)
        self.operations += answer.operations
        self.functions |= answer.functions
        if echoed:
            _unchanged(arguments, answer.arguments)
        return answer

    def _in_time(self, header: dict[str, Any], payload: bytes, expected: int) -> Frame:
        """Code that stays just below the limit at every call would hold a check up for many minutes."""
        seconds = min(self._each, self._left)
        started = time.monotonic()
        try:
            return self._channel.ask(header, payload, expected, seconds)
        except BoxEnded as error:
            if error.failure.kind is FailureKind.TIMEOUT and seconds < self._each:
                told = f"all calls together take more than {_IN_ALL * self._each:g} s"
                raise BoxEnded(FailureKind.TIMEOUT, told) from error
            raise
        finally:
            self._left = max(_LEAST_SECONDS, self._left - (time.monotonic() - started))

    def figures(self, call: Call) -> "Counted":
        """What one call takes, as the box counts it. Raises Wrong where the code fails, and BoxEnded."""
        packer = Packer()
        frame = self._channel.ask({"op": "figures", **_step(call, packer)}, packer.payload)
        Answer(frame, self._known)
        return Counted(_counts(frame.header.get("figures")), _operations(frame.header.get("uncounted")))

    def hold(self, scripts: Sequence[Sequence[Call]], key: bytes) -> None:
        """Sends them for one ``go``, masked with that key. Raises Wrong and BoxEnded."""
        packer = Packer()
        told = {"scripts": [[_step(call, packer) for call in steps] for steps in scripts]}
        Answer(self._channel.ask({"op": "hold"}, masked(packed(Frame(told, packer.payload)), key)), self._known)

    def go(self, key: bytes, idle: bool = False) -> "Run":
        """
        Runs the scripts that are held first, which that key opens; ``idle`` does all but their calls.

        Raises Wrong where the code fails, and BoxEnded.
        """
        header = {"op": "go", "key": key.hex(), "idle": idle}
        started = time.perf_counter()
        frame = self._channel.ask(header)
        taken = time.perf_counter() - started
        Answer(frame, self._known)
        events = frame.header.get("events")
        return Run(taken, _text(frame.header.get("digest")), events if isinstance(events, float) else 0.0)

    def results(self, run: "Run", expected: int) -> list[Any]:
        """
        Of each step of the last run that returns something, about ``expected`` bytes in all.

        Raises Wrong where they are not those that the run had when it said that it was done, and BoxEnded.
        """
        value = Answer(self._channel.ask({"op": "results"}, expected=expected), self._known).value
        digest = Digest()
        values = value if isinstance(value, list) else [value]
        for one in values:
            digest.add(one)
        if digest.text() != run.digest:
            raise Wrong(FailureKind.UNSTABLE, "the results are not those that the code had when the clock stopped")
        return values

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Meanwhile nothing that the code has started takes time from others, where the tier can hold it."""
        self._channel.rest()
        try:
            yield
        finally:
            self._channel.wake()

    def close(self) -> None:
        self._channel.leave()


@dataclass(frozen=True)
class Counted:
    """``counts`` by name, and how often each operator was called whose floating-point operations are not counted."""

    counts: dict[str, int]
    uncounted: Counter[str]


@dataclass(frozen=True)
class Run:
    """``seconds`` by the checker's clock, from the word to the reply; ``events`` are the box's, of a GPU, in ms."""

    seconds: float
    digest: str
    events: float


def _step(call: Call, packer: Packer) -> dict[str, Any]:
    return {
        **{"target": call.target, "keep": call.keep, "seed": call.seed, "returned": call.returned},
        **{"args": packer.pack(list(call.args)), "kwargs": packer.pack(call.kwargs)},
    }


def _told(entry: Entry) -> dict[str, Any]:
    parsed = ast.parse(f"def entry{entry.signature}: ...").body[0]
    count = len(parsed.args.args) if isinstance(parsed, ast.FunctionDef) else 0
    return {"name": entry.name, "kind": entry.kind, "parameters": count, "optional": entry.optional}


def _unchanged(sent: list[torch.Tensor], came: Any) -> None:
    if not isinstance(came, list) or len(came) != len(sent):
        raise Wrong(FailureKind.MUTATED, "the code changes its arguments")
    for position, (before, after) in enumerate(zip(sent, came, strict=True)):
        same = isinstance(after, torch.Tensor) and after.shape == before.shape and after.dtype is before.dtype
        if not same or not _equal(before, after):
            raise Wrong(FailureKind.MUTATED, f"the code changes its tensor argument number {position + 1}")


def _equal(one: torch.Tensor, other: torch.Tensor) -> bool:
    if not one.is_floating_point():
        return torch.equal(one, other)
    return bool(((one == other) | (one.isnan() & other.isnan())).all())


def _counts(claimed: Any) -> dict[str, int]:
    pairs = claimed.items() if isinstance(claimed, dict) else ()
    return {str(name): count for name, count in pairs if type(count) is int and 0 <= count < 1 << 62}


def _names(claimed: Any) -> set[str]:
    return {name[:80] for name in claimed[:200] if isinstance(name, str)} if isinstance(claimed, list) else set()


def _operations(claimed: Any) -> Counter[str]:
    if not isinstance(claimed, dict):
        return Counter()
    return Counter(
        {
            name: count
            for name, count in claimed.items()
            if type(count) is int and 0 < count < 1 << 62 and (name == LAUNCH or _OPERATOR.fullmatch(name))
        }
    )


def _text(claimed: Any) -> str:
    return claimed[:800] if isinstance(claimed, str) else ""
