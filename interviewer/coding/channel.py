"""The checker's side of the talk with a box: one request at a time, within a time, and within what it may print."""

import os
import selectors
import time
from contextlib import suppress
from signal import SIGKILL, SIGXCPU, Signals
from threading import Thread
from typing import Any

from interviewer.coding.box import Box, Ending, Limits
from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.inside.frames import BadFrame, Frame, Inbox, TooLarge, packed

_SPACE = 4 << 20  # what any reply may have, beside what is expected of it


class BoxEnded(Exception):
    """The box is no more: why, as the failure of the code in it."""

    def __init__(self, kind: FailureKind, message: str) -> None:
        super().__init__(message)
        self.failure = Failure(kind, message)


class Channel:
    """Talks to one box. After ``BoxEnded`` it is closed."""

    def __init__(self, box: Box, limits: Limits) -> None:
        self._box, self._limits = box, limits
        self._number = 0
        self._printed = bytearray()
        self._output_open = True
        self._ending: Ending | None = None
        for descriptor in (box.requests, box.replies, box.output):
            os.set_blocking(descriptor, False)

    @property
    def printed(self) -> str:
        return self._printed.decode(errors="replace")

    def ask(self, header: dict[str, Any], payload: bytes = b"", expected: int = 0, seconds: float = 0.0) -> Frame:
        """
        The reply, of which ``expected`` payload bytes are expected, within ``seconds`` (0: the limit). Raises BoxEnded.
        """
        self._number += 1
        unsent = memoryview(packed(Frame({"id": self._number, **header}, payload)))
        inbox = Inbox(_SPACE + 4 * expected)
        deadline = time.monotonic() + (seconds or self._limits.seconds)
        with selectors.DefaultSelector() as selector:
            selector.register(self._box.replies, selectors.EVENT_READ)
            selector.register(self._box.requests, selectors.EVENT_WRITE)
            if self._output_open:
                selector.register(self._box.output, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in selector.select(max(0.0, deadline - time.monotonic()))}
                if time.monotonic() >= deadline:
                    raise self._ended(FailureKind.TIMEOUT, f"no result within {self._limits.seconds:g} s")
                if self._box.output in ready and not self._take_output():
                    selector.unregister(self._box.output)
                if self._box.requests in ready:
                    unsent = self._sent(unsent)
                    if not unsent:
                        selector.unregister(self._box.requests)
                if self._box.replies in ready:
                    frame = self._taken(inbox)
                    if frame is not None:
                        return frame

    def close(self) -> Ending:
        """Ends the box, once: its descriptors are closed then, and their numbers may be somebody else's already."""
        if self._ending is None:
            self._drain_the_last()
            self._ending = self._box.end()
        return self._ending

    def rest(self) -> None:
        """Nothing in the box runs until ``wake``, where its tier can hold it."""
        self._box.rest()

    def wake(self) -> None:
        self._box.wake()

    def leave(self) -> None:
        """Ends the box, which takes some milliseconds, and does not wait for it."""
        if self._ending is None:
            self._drain_the_last()
            Thread(target=self._box.end, name="ends a box", daemon=True).start()

    def _drain_the_last(self) -> None:
        with suppress(BoxEnded):  # what it printed at the end is too much: nothing more is read
            self._drain()
        self._output_open = False

    def _drain(self) -> None:
        before = -1
        while self._output_open and len(self._printed) > before:
            before = len(self._printed)
            self._take_output()

    def _sent(self, unsent: memoryview) -> memoryview:
        try:
            return unsent[os.write(self._box.requests, unsent[: 1 << 20]) :]
        except BlockingIOError:
            return unsent
        except BrokenPipeError as error:
            raise self._gone() from error

    def _taken(self, inbox: Inbox) -> Frame | None:
        try:
            content = os.read(self._box.replies, 1 << 20)
        except BlockingIOError:
            return None
        if not content:
            raise self._gone()
        try:
            inbox.feed(content)
            frame = inbox.next()
        except TooLarge as error:
            raise self._ended(FailureKind.OUTPUT, f"the result is too large: {error}") from error
        except BadFrame as error:
            raise self._ended(FailureKind.ENDED, f"the code wrote into the channel of its result: {error}") from error
        if frame is not None and frame.header.get("id") != self._number:
            raise self._ended(FailureKind.ENDED, "the code wrote into the channel of its result: a reply never asked")
        return frame

    def _take_output(self) -> bool:
        """False at its end. Raises BoxEnded where it is more than may be."""
        try:
            content = os.read(self._box.output, 1 << 16)
        except BlockingIOError:
            return True
        self._printed += content
        self._output_open = bool(content)
        if len(self._printed) > self._limits.output:
            del self._printed[1 << 12 :]
            self._output_open = False
            raise self._ended(FailureKind.OUTPUT, f"the code prints more than {self._limits.output:,} bytes")
        return self._output_open

    def _ended(self, kind: FailureKind, message: str) -> BoxEnded:
        self.close()
        return BoxEnded(kind, message)

    def _gone(self) -> BoxEnded:
        ending = self.close()
        if ending.signal == SIGXCPU:
            return BoxEnded(FailureKind.TIMEOUT, "the code used up its time on the processor")
        if ending.signal == SIGKILL:
            return BoxEnded(FailureKind.MEMORY, "the code was stopped by the system, most likely for its memory")
        if ending.signal:
            return BoxEnded(FailureKind.ENDED, f"the code crashed the process ({_signal_name(ending.signal)})")
        return BoxEnded(FailureKind.ENDED, f"the code ended the process (exit code {ending.code})")


def _signal_name(number: int) -> str:
    return Signals(number).name if number in {signal.value for signal in Signals} else f"signal {number}"
