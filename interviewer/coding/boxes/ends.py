"""The pipes of a box, and the first word that goes over them."""

import os
import select
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from interviewer.coding.box import Limits
from interviewer.coding.inside.limits import allowance
from interviewer.coding.inside.zygote import READY
from interviewer.errors import BoxFailed

_MAX_REASON = 4096


@dataclass(frozen=True)
class Ends:
    """``ours`` and ``theirs`` are requests, replies and output, in this order."""

    ours: tuple[int, int, int]
    theirs: tuple[int, int, int]

    @classmethod
    def make(cls) -> "Ends":
        """Raises OSError where no more descriptors may be open."""
        requests, replies, output = os.pipe(), os.pipe(), os.pipe()
        return cls((requests[1], replies[0], output[0]), (requests[0], replies[1], output[1]))

    def close_theirs(self) -> None:
        for descriptor in self.theirs:
            os.close(descriptor)

    def close_ours(self) -> None:
        for descriptor in self.ours:
            os.close(descriptor)

    def allow(self, limits: Limits, seconds: float) -> None:
        """Tells the box its memory, and waits until it says that it is confined. Raises BoxFailed."""
        requests, replies, _ = self.ours
        with suppress(BrokenPipeError):  # it has ended, and what it printed says why
            os.write(requests, allowance(limits.memory))
        said = _read(replies, len(READY), monotonic() + seconds)
        if said != READY:
            raise BoxFailed(
                f"A box could not be confined, and no code was run in it: {self._printed() or 'it did not answer'}. "
                "See what holds on this machine: interviewer doctor"
            )

    def _printed(self) -> str:
        """The last line of what it printed, which is the error's."""
        output = self.ours[2]
        printed = _read(output, _MAX_REASON, monotonic() + 0.2).decode(errors="replace").strip()
        return printed.rpartition("\n")[2]


def _read(descriptor: int, size: int, until: float) -> bytes:
    poller = select.poll()
    poller.register(descriptor, select.POLLIN)
    return os.read(descriptor, size) if poller.poll(1000 * max(0.0, until - monotonic())) else b""
