"""
Scripts that are sent first and run later, at one word, so that the time between word and reply is that of the calls.

They are masked until then. The reply has the digest of their results; these are sent when they are asked for.
"""

from collections import deque
from collections.abc import Callable
from typing import Any

import torch

from interviewer.coding.inside.digest import Digest
from interviewer.coding.inside.frames import Inbox
from interviewer.coding.inside.sealing import masked
from interviewer.coding.inside.values import BadValue, unpack

_MOST_BYTES = 1 << 26
_FLUSHED = 1 << 28  # bytes, several times what a GPU's second cache holds

Step = dict[str, Any]
Perform = Callable[[Step, Any, Any], Any]


class Held:
    """``perform`` does one step of a script, with its arguments, and gives its result."""

    def __init__(self, device: str, perform: Perform) -> None:
        self._device, self._perform = device, perform
        self._waiting: deque[bytes] = deque()
        self.results: list[Any] = []

    def add(self, content: bytes) -> None:
        self._waiting.append(content)

    def go(self, key: str, idle: bool) -> dict[str, Any]:
        """
        Runs the scripts that came first of those that wait. With ``idle`` it does all but the calls.

        ``events`` are milliseconds by the GPU's clock; 0 on the CPU.
        """
        scripts = self._unmasked(self._waiting.popleft(), bytes.fromhex(key))
        digest, events = Digest(), 0.0
        self.results = []
        for script in scripts:
            start = self._started()
            results = [] if idle else [self._result(*step) for step in script]
            events += self._elapsed(start)
            for (step, *_), result in zip(script, results, strict=not idle):
                if step["returned"]:
                    digest.add(result)
                    self.results.append(result)
        return {"digest": digest.text(), "events": events}

    def _unmasked(self, content: bytes, key: bytes) -> list[list[tuple[Step, Any, Any]]]:
        inbox = Inbox(_MOST_BYTES)
        inbox.feed(masked(content, key))
        frame = inbox.next()
        if frame is None:
            raise BadValue("the scripts are not complete")
        return [
            [
                (step, *(unpack(step[name], frame.payload, self._device) for name in ("args", "kwargs")))
                for step in script
            ]
            for script in frame.header["scripts"]
        ]

    def _result(self, step: Step, args: Any, kwargs: Any) -> Any:
        """As it is now: a later step may change the tensors of a state."""
        result = self._perform(step, args, kwargs)
        return _copied(result) if step["returned"] else None

    def _started(self) -> "torch.cuda.Event | None":
        if self._device == "cpu":
            return None
        torch.empty(_FLUSHED, dtype=torch.uint8, device=self._device).zero_()
        torch.cuda.synchronize()
        start = torch.cuda.Event(enable_timing=True)  # type: ignore[no-untyped-call]
        start.record()
        return start

    def _elapsed(self, start: "torch.cuda.Event | None") -> float:
        if start is None:
            return 0.0
        end = torch.cuda.Event(enable_timing=True)  # type: ignore[no-untyped-call]
        end.record()
        torch.cuda.synchronize()
        return float(start.elapsed_time(end))


def _copied(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.detach().clone()
    if isinstance(value, list | tuple) and not isinstance(value, torch.Size):
        return tuple(map(_copied, value)) if isinstance(value, tuple) else list(map(_copied, value))
    return {key: _copied(item) for key, item in value.items()} if isinstance(value, dict) else value
