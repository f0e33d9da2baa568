"""The other end of a zygote: starts it, has it fork boxes, and hears how they ended."""

import json
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Literal

from interviewer.coding.box import Ending
from interviewer.coding.boxes.attended import Attended, Streams
from interviewer.coding.boxes.command import ENVIRONMENT
from interviewer.coding.boxes.ends import Ends
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.inside.zygote import MAX_MESSAGE
from interviewer.errors import BoxFailed

START_SECONDS = 120.0
OPEN_SECONDS = 20.0
_END_SECONDS = 20.0
_KILLED = Ending(code=0, signal=9)


@dataclass
class Forked:
    """A box that has been asked for. ``ending`` is set when ``ended`` is."""

    number: int
    ends: Ends
    ended: threading.Event = field(default_factory=threading.Event)
    ending: Ending = _KILLED


class Zygote:
    """
    ``launch`` gives the command for a descriptor of the socket. With ``landlock`` that alone bounds the file system.

    A thread starts it and hears what it reports until it has ended.
    """

    def __init__(self, held: Readable, launch: Callable[[int], list[str]], landlock: bool) -> None:
        self._launch = launch
        self._first = {
            "readable": [str(path) for path in held.paths],
            "listable": [str(path) for path in held.folders],
            "landlock": landlock,
        }
        self._control, self._theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._forked: dict[int, Forked] = {}
        self._numbers = count(1)
        self._lock = threading.Lock()
        self._known = threading.Event()
        self._failed = ""
        self._alive = True
        self._thread = threading.Thread(target=self._live, name="zygote", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        return self._alive

    def wait(self) -> None:
        """Until it can fork. Raises BoxFailed, with what it said."""
        if not self._known.wait(START_SECONDS):
            self._failed = f"it was not ready within {START_SECONDS:.0f} s"
        if self._failed:
            self.close()
            raise BoxFailed(f"The process that opens boxes did not start: {self._failed}. See: interviewer doctor")

    def fork(self, serving: str) -> Forked:
        """A box that confines itself and waits for its allowance. Raises BoxFailed where the zygote has ended."""
        forked = Forked(next(self._numbers), Ends.make())
        with self._lock:
            self._forked[forked.number] = forked
        try:
            order = json.dumps({"open": forked.number, "serve": serving}).encode()
            socket.send_fds(self._control, [order], list(forked.ends.theirs))
        except OSError as error:
            forked.ends.close_ours()
            raise BoxFailed(f"The process that opens boxes has ended ({error}). Try again") from error
        finally:
            forked.ends.close_theirs()
        return forked

    def signal(self, forked: Forked, order: Literal["stop", "continue"]) -> None:
        """It is done in a moment; a box that has ended is left as it is."""
        with suppress(OSError):  # a zygote that has ended took its boxes with it
            self._control.send(json.dumps({order: forked.number}).encode())

    def kill(self, forked: Forked) -> Ending:
        """However it stands with the box, it has ended after this."""
        if not forked.ended.is_set():
            with suppress(OSError):  # a zygote that has ended took its boxes with it
                self._control.send(json.dumps({"kill": forked.number}).encode())
            forked.ended.wait(_END_SECONDS)
        return forked.ending

    def close(self) -> None:
        self._alive = False
        with suppress(OSError):  # it has ended already
            self._control.shutdown(socket.SHUT_RDWR)
        if self._thread is not threading.current_thread():
            self._thread.join(_END_SECONDS)

    def _live(self) -> None:
        with tempfile.TemporaryFile() as said, self._control:
            try:
                with self._theirs:
                    number = self._theirs.fileno()
                    streams = Streams(subprocess.DEVNULL, subprocess.DEVNULL, said, kept=(number,))
                    attended = Attended(self._launch(number), ENVIRONMENT, Path("/"), streams)
            except BoxFailed as error:
                self._failed = str(error)
            else:
                self._hear()
                if not attended.wait(_END_SECONDS):
                    attended.process.kill()
            self._alive = False
            said.seek(0)
            self._failed = self._failed or said.read(4096).decode(errors="replace").strip() or "it ended"
        self._known.set()
        with self._lock:
            left = list(self._forked.values())
            self._forked.clear()
        for forked in left:
            forked.ended.set()

    def _hear(self) -> None:
        with suppress(OSError):  # it has ended
            self._control.send(json.dumps(self._first).encode())
            while message := self._control.recv(MAX_MESSAGE):
                self._take(json.loads(message))

    def _take(self, report: dict[str, Any]) -> None:
        if "failed" in report:
            self._failed = report["failed"]
        elif "ready" in report:
            self._known.set()
        else:
            with self._lock:
                forked = self._forked.pop(report["ended"])
            forked.ending = Ending(report["code"], report["signal"], report["memory"], report["cpu"])
            forked.ended.set()
