"""Boxes that are started one by one, some seconds each."""

import os
import signal
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

from interviewer.coding.box import Box, Ending, Limits, Tier
from interviewer.coding.boxes.attended import Attended, Streams
from interviewer.coding.boxes.command import Serving
from interviewer.coding.boxes.ends import Ends
from interviewer.coding.boxes.once import Once
from interviewer.errors import BoxFailed

_END_SECONDS = 20.0


@dataclass(frozen=True)
class Start:
    """How a box is started: ``command`` in ``folder``; it is ready within ``seconds``, or has failed."""

    command: list[str]
    environment: Mapping[str, str]
    folder: Path
    seconds: float


class ColdBoxes:
    """
    ``start`` gives, for the length of one box, how to start it; whatever it made is gone when the box has ended.

    At the end the whole process group is killed.
    """

    def __init__(self, tier: Tier, start: Callable[[Serving, Limits], AbstractContextManager[Start]]) -> None:
        self._tier = tier
        self._start = start

    @property
    def tier(self) -> Tier:
        return self._tier

    def open(self, limits: Limits) -> Box:
        """Takes some seconds. Raises BoxFailed."""
        return self._opened("runner", limits)

    def probe(self, limits: Limits) -> Box:
        """A box that runs one text as it stands: see inside/probe.py. Raises BoxFailed."""
        return self._opened("probe", limits)

    def close(self) -> None:
        """Nothing is kept between boxes."""

    def _opened(self, serving: Serving, limits: Limits) -> Box:
        with ExitStack() as held:
            start = held.enter_context(self._start(serving, limits))
            ends = Ends.make()
            held.callback(ends.close_ours)
            try:
                attended = Attended(start.command, start.environment, start.folder, Streams(*ends.theirs))
            finally:
                ends.close_theirs()
            held.callback(_kill, attended)
            ends.allow(limits, start.seconds)
            left = held.pop_all()
        return Box(*ends.ours, end=Once(lambda: _ended(attended, left)))


def _ended(attended: Attended, left: ExitStack) -> Ending:
    left.close()
    code = attended.process.returncode
    if code is None:
        raise BoxFailed(f"A process of a candidate's code, {attended.process.pid}, could not be ended. End it by hand")
    return Ending(max(code, 0), max(-code, 0))


def _kill(attended: Attended) -> None:
    """The group: what the code started, unless it left the group, goes as well."""
    try:
        os.killpg(attended.process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        attended.wait(_END_SECONDS)
