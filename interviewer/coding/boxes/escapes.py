"""The attacks, made on a box one after another, and what came of each: whether the box held."""

import os
import select
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Literal, Protocol

from interviewer.coding.box import Box, Boxes, Limits, Tier
from interviewer.coding.boxes.attacks import ATTACKS, CONTAINED_BY_NAMESPACES, PRELUDE
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.inside.probe import END

LIMITS = Limits(seconds=5.0, memory=1 << 29)
_MAX_TOLD = 1 << 16


class Probed(Boxes, Protocol):
    """Boxes that can be attacked."""

    def probe(self, limits: Limits) -> Box:
        """A box that runs one text as it stands. Raises BoxFailed."""
        ...


@dataclass(frozen=True)
class Attempt:
    """
    ``told`` is what the attack said last: what it got, or what it met. What is ``contained`` got at something, of the
    box's own alone.
    """

    attack: str
    outcome: Literal["held", "contained", "out"]
    told: str


@contextmanager
def bait(held: Readable) -> Iterator[dict[str, Any]]:
    """What an attack may try to get at: a file in the user's home, a server, this process."""
    with (
        tempfile.TemporaryDirectory(prefix=".interviewer-bait-", dir=_home()) as folder,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        secret = Path(folder, "secret.txt")
        secret.write_text("a secret", encoding="utf-8")
        yield {
            "folder": folder,
            "secret": str(secret),
            "name": f"interviewer-bait-{os.getpid()}",
            "project": str(held.project / "interviewer" / "coding" / "box.py"),
            "port": server.getsockname()[1],
            "checker": os.getpid(),
            "python": str(held.python),
            "memory": LIMITS.memory,
        }


def attempts(boxes: Probed, given: dict[str, Any]) -> list[Attempt]:
    """Every attack, each on a box of its own. Raises BoxFailed where there is none."""
    return [attempt(boxes, attack, given) for attack in ATTACKS]


def attempt(boxes: Probed, attack: str, given: dict[str, Any]) -> Attempt:
    told = run(boxes, f"given = {given!r}\n{PRELUDE}{ATTACKS[attack]}")
    last = told.strip().rpartition("\n")[2]
    return Attempt(attack, _outcome(attack, boxes.tier, "OUT " in told), last or "it ended")


def _outcome(attack: str, tier: Tier, got: bool) -> Literal["held", "contained", "out"]:
    if not got:
        return "held"
    namespaces = tier in (Tier.BUBBLEWRAP, Tier.CONTAINER)
    return "contained" if namespaces and attack in CONTAINED_BY_NAMESPACES else "out"


def run(boxes: Probed, text: str, limits: Limits = LIMITS) -> str:
    """What the text tells in a box, within the limits' time. Raises BoxFailed."""
    box = boxes.probe(limits)
    try:
        os.write(box.requests, text.encode() + END)
        return _all_of(box.replies, monotonic() + limits.seconds).decode(errors="replace")
    finally:
        box.end()


def _all_of(descriptor: int, until: float) -> bytes:
    poller, told = select.poll(), b""
    poller.register(descriptor, select.POLLIN)
    while len(told) < _MAX_TOLD and poller.poll(1000 * max(0.0, until - monotonic())):
        part = os.read(descriptor, _MAX_TOLD)
        if not part:
            break
        told += part
    return told


def _home() -> Path | None:
    """The user's home where it can be written, since that is what is to be kept; else any folder."""
    home = Path.home()
    return home if os.access(home, os.W_OK) else None
