"""A box: one process, used once, that holds a candidate's code. Nothing that comes out of it is believed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Tier(StrEnum):
    """How far a box keeps code away from the machine, the strongest first."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    CONTAINER = "container"
    OWN_CODE = "own code, not isolated"


@dataclass(frozen=True)
class Limits:
    """``seconds`` of wall time a request; ``memory`` in bytes for all of the code; ``output`` in bytes printed."""

    seconds: float = 10.0
    memory: int = 1 << 30
    output: int = 1 << 20


@dataclass(frozen=True)
class Ending:
    """
    How the process ended: its exit ``code``, or the number of the ``signal`` that ended it (0 where none did).

    ``peak_memory`` in bytes and ``cpu_seconds`` are the kernel's count; 0 where they are not known.
    """

    code: int
    signal: int = 0
    peak_memory: int = 0
    cpu_seconds: float = 0.0


@dataclass(frozen=True)
class Box:
    """
    Three file descriptors of ours: frames go in by ``requests`` and come out by ``replies``; ``output`` is what the
    code prints. ``end`` kills whatever is left, closes the three and tells how the process ended; calling it again is
    harmless. Between ``rest`` and ``wake`` nothing in it runs, where its tier can hold it: a cold box cannot be held.
    """

    requests: int
    replies: int
    output: int
    end: Callable[[], Ending]
    rest: Callable[[], None] = lambda: None
    wake: Callable[[], None] = lambda: None


class Boxes(Protocol):
    """Where boxes come from."""

    @property
    def tier(self) -> Tier: ...

    def open(self, limits: Limits) -> Box:
        """A box that has run nothing yet. Raises BoxFailed."""
        ...

    def close(self) -> None: ...
