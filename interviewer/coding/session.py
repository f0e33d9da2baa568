"""A submission in one box: loaded, then called step by step. What comes back is taken apart here, and not believed."""

import ast
import math
from collections import Counter
from typing import Any

import torch

from interviewer.coding.box import Box, Ending, Limits
from interviewer.coding.case import Call
from interviewer.coding.channel import BoxEnded, Channel
from interviewer.coding.exercise import Entry, Exercise
from interviewer.coding.failure import Failure, FailureKind, Wrong
from interviewer.coding.inside.frames import Frame
from interviewer.coding.inside.stage import tensors
from interviewer.coding.inside.values import BadValue, Packer, unpack

_ECHO_BELOW = 4 << 20
_LOADING_SECONDS = 20.0
_FAILED_WITHOUT_REASON = "the code failed and gave no reason that can be read"


class Answer:
    """What one call brought: the unpacked claims of the box."""

    def __init__(self, frame: Frame) -> None:
        header = frame.header
        failure = header.get("failure")
        if failure is not None:
            kind = FailureKind(failure) if failure in set(FailureKind) else FailureKind.RAISES
            raise Wrong(kind, _text(header.get("message")) or _FAILED_WITHOUT_REASON, _text(header.get("text")))
        try:
            self.value = unpack(header.get("value"), frame.payload)
            self.gradients = unpack(header.get("gradients"), frame.payload)
            self.arguments = unpack(header.get("arguments"), frame.payload)
        except BadValue as error:
            raise Wrong(FailureKind.TYPE, f"the result cannot be read: {error}") from error
        self.operations = _operations(header.get("operations"))


class Session:
    """Owns the box: ``close`` ends it. Raises BoxEnded once it has ended by itself."""

    def __init__(self, box: Box, limits: Limits) -> None:
        self._channel = Channel(box, limits)
        self.operations: Counter[str] = Counter()

    @property
    def printed(self) -> str:
        return self._channel.printed

    def load(self, exercise: Exercise, source: str, device: str) -> None:
        """Raises Wrong where the code cannot be called, and BoxEnded."""
        definition = exercise.definition
        header = {
            **{"op": "load", "source": source, "given": exercise.given, "device": device},
            **{"triton": definition.triton, "entries": [_told(entry) for entry in definition.entries]},
        }
        seconds = max(_LOADING_SECONDS, definition.limits.seconds)
        Answer(self._channel.ask(header, seconds=seconds))

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
            **{"op": "call", "target": call.target, "keep": call.keep, "seed": call.seed, "observed": True},
            **{"args": packer.pack(list(call.args)), "kwargs": packer.pack(call.kwargs), "echoed": echoed},
            **{"returned": call.compared and not call.keep, "gradients": list(call.gradients)},
            "cotangents": packer.pack(list(cotangents)),
        }
        answer = Answer(self._channel.ask(header, packer.payload, expected + 2 * size))
        self.operations += answer.operations
        if echoed:
            _unchanged(arguments, answer.arguments)
        return answer

    def hold(self, call: Call) -> None:
        """Sends a call's arguments, to be used by ``go``."""
        packer = Packer()
        header = {
            **{"op": "hold", "target": call.target, "keep": call.keep, "seed": call.seed},
            **{"args": packer.pack(list(call.args)), "kwargs": packer.pack(call.kwargs)},
        }
        Answer(self._channel.ask(header, packer.payload))

    def go(self, count: int, expected: int) -> Any:
        """The results of the first ``count`` calls that were held, all at once."""
        return Answer(self._channel.ask({"op": "go", "count": count}, expected=expected)).value

    def close(self) -> Ending:
        return self._channel.close()


def ended(error: Wrong | BoxEnded) -> Failure:
    return error.failure


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


def _operations(claimed: Any) -> Counter[str]:
    if not isinstance(claimed, dict):
        return Counter()
    counts = {name: count for name, count in claimed.items() if type(count) is int and 0 < count < math.inf}
    return Counter({str(name)[:80]: count for name, count in counts.items()})


def _text(claimed: Any) -> str:
    return claimed[:800] if isinstance(claimed, str) else ""
