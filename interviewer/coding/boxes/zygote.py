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
from typing import Any

from interviewer.coding.box import Ending
from interviewer.coding.boxes.ends import Ends
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.inside.zygote import MAX_MESSAGE
from interviewer.errors import BoxFailed

# All that a zygote knows of its surroundings. One thread of numpy's, since a pool would not survive the fork; one heap
# for all threads, since each further one maps 128 MB that the allowance of memory would have to pay for.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "LANG": "C.UTF-8",
    "TRITON_INTERPRET": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
}
_START = (
    "import sys; sys.path += sys.argv[2:]; from interviewer.coding.inside import zygote; zygote.main(int(sys.argv[1]))"
)
START_SECONDS = 120.0
OPEN_SECONDS = 20.0
_END_SECONDS = 20.0
_KILLED = Ending(code=0, signal=9)


def command(held: Readable, control: int) -> list[str]:
    """Python without its user's and its environment's settings, with those folders alone to import from."""
    folders = [str(folder) for folder in dict.fromkeys((*held.imports, held.project))]
    return [str(held.python), "-I", "-S", "-B", "-X", "utf8", "-c", _START, str(control), *folders]


@dataclass
class Forked:
    """A box that has been asked for. ``ending`` is set when ``ended`` is."""

    number: int
    ends: Ends
    ended: threading.Event = field(default_factory=threading.Event)
    ending: Ending = _KILLED
    reason: str = ""


class Zygote:
    """
    ``launch`` gives the command for a descriptor of the socket. With ``landlock`` that alone bounds the file system.

    The thread that starts the process stays with it: Linux ends a child that dies with its parent when the parent's
    thread ends.
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
                    process = subprocess.Popen(  # noqa: S603 (our own command)
                        self._launch(self._theirs.fileno()),
                        env=ENVIRONMENT,
                        cwd="/",
                        stdin=subprocess.DEVNULL,
                        stdout=subprocess.DEVNULL,
                        stderr=said,
                        pass_fds=[self._theirs.fileno()],
                        start_new_session=True,
                    )
            except OSError as error:
                self._failed = str(error)
            else:
                self._hear()
                _await_end(process)
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
            forked.reason = report.get("reason", "")
            forked.ending = Ending(report["code"], report["signal"], report["memory"], report["cpu"])
            forked.ended.set()


def _await_end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
