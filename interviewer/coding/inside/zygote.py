"""
A process that has imported torch once and forks for every box, so that a box costs milliseconds instead of seconds.

It runs our own code alone, knows nothing worth stealing, and starts no thread and no CUDA, which do not survive a fork.
Its orders and reports are JSON messages on a socket; the end of that socket is its own end, and that of every box.
An order {"open": id, "serve": "runner" or "probe"} comes with three descriptors: requests, replies and output.
{"kill": id}, {"stop": id} and {"continue": id} signal. Reports are {"ready": ...}, {"failed": reason} and
{"ended": id, ...}.
"""

import contextlib
import gc
import json
import os
import random
import select
import signal
import socket
import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from interviewer.coding.inside import landlock, limits
from interviewer.coding.inside.confine import confine, hide_memory, offer_to_the_memory_killer
from interviewer.coding.inside.finder import Named
from interviewer.coding.inside.pages import gather

if TYPE_CHECKING:
    import torch

MAX_MESSAGE = 1 << 17
READY = b"\x06"
_WATCHED_EVERY = 0.1  # seconds
_REQUESTS, _REPLIES, _RULES = 3, 4, 5
_SPARE_DESCRIPTOR = 100


_SIGNALS = {"kill": signal.SIGKILL, "stop": signal.SIGSTOP, "continue": signal.SIGCONT}


@dataclass
class Zygote:
    control: socket.socket
    rules: int | None
    boxes: dict[int, int] = field(default_factory=dict)  # the id of each by its process

    def run(self) -> None:
        """Until the other end of the socket is closed."""
        woken, wakes = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        control = self.control.fileno()
        while True:
            readable, _, _ = select.select([control, woken], [], [], _WATCHED_EVERY if self.boxes else None)
            if woken in readable:
                os.read(woken, 4096)
            if control in readable and not self._obey():
                return
            self._watch()
            self._reap()

    def _obey(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self.control, MAX_MESSAGE, 3)
        if not message:
            return False
        order: dict[str, Any] = json.loads(message)
        if "open" in order:
            self._open(order["open"], order["serve"], descriptors)
        for name, number in _SIGNALS.items():
            if name in order:
                self._signal(order[name], number)
        return True

    def _open(self, box: int, serving: str, descriptors: list[int]) -> None:
        parent = os.getpid()
        try:
            process = os.fork()
        except OSError as error:
            os.write(descriptors[2], str(error).encode())
            self._report({"ended": box, "code": 1, "signal": 0, "memory": 0, "cpu": 0.0})
        else:
            if process == 0:
                _become_a_box(descriptors, self.rules, parent, serving)
            self.boxes[process] = box
        for descriptor in descriptors:
            os.close(descriptor)

    def _signal(self, box: int, number: signal.Signals) -> None:
        for process, held in self.boxes.items():
            if held == box:
                os.kill(process, number)

    def _watch(self) -> None:
        """RLIMIT_NPROC counts the threads of a user, and root's not at all; so each box's are counted here."""
        for process in self.boxes:
            with contextlib.suppress(OSError):  # it has just ended
                status = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
                if int(status.rpartition(")")[2].split()[17]) > limits.THREADS:
                    os.kill(process, signal.SIGKILL)

    def _reap(self) -> None:
        while self.boxes:
            process, status, usage = os.wait4(-1, os.WNOHANG)
            if not process:
                return
            code = os.waitstatus_to_exitcode(status)
            self._report(
                {
                    "ended": self.boxes.pop(process),
                    "code": max(code, 0),
                    "signal": max(-code, 0),
                    "memory": usage.ru_maxrss * 1024,
                    "cpu": usage.ru_utime + usage.ru_stime,
                }
            )

    def _report(self, report: dict[str, Any]) -> None:
        with contextlib.suppress(BrokenPipeError):  # the other side has ended; so does this one, at its next look
            self.control.send(json.dumps(report).encode())


def main(descriptor: int) -> None:
    """
    Serves on that socket. The first message says what boxes may read:
    {"readable": [paths], "listable": [paths], "landlock": whether the file system is bounded by Landlock alone}.
    """
    control = socket.socket(fileno=descriptor)
    try:
        asked = json.loads(control.recv(MAX_MESSAGE))
        offer_to_the_memory_killer()
        hide_memory()
        rules = None
        if asked["landlock"] or landlock.version():
            rules = landlock.ruleset(asked["readable"], asked["listable"])
        _import_what_boxes_need()
        sys.meta_path.insert(0, Named(asked["readable"]))
    except (OSError, ImportError) as error:
        control.send(json.dumps({"failed": f"{type(error).__name__}: {error}"}).encode())
        return
    control.send(json.dumps({"ready": True}).encode())
    Zygote(control, rules).run()


def _import_what_boxes_need() -> None:
    import torch
    import torch._dynamo  # the first step of an optimiser would import it, in nearly a second

    from interviewer.coding.inside import probe, rehearsal  # noqa: F401

    with contextlib.suppress(ImportError):  # no wheel of it for this machine: exercises in Triton say so
        import triton.language  # noqa: F401
    torch.set_num_threads(1)  # a pool of threads would be lost in the fork
    rehearsal.rehearse()
    _use(torch.nn.Conv2d(1, 2, 3), torch.ones(1, 1, 8, 8))
    gc.collect()
    gc.freeze()
    gather()


def _use(module: "torch.nn.Module", given: "torch.Tensor") -> None:
    """Once here, so that no box pays for what the library does at its first use."""
    from torch.optim import SGD

    module(given).relu().sum().backward()
    SGD(module.parameters(), lr=0.1).step()


def _become_a_box(descriptors: list[int], rules: int | None, parent: int, serving: str) -> NoReturn:
    code = 1
    try:
        os.setsid()  # where the kernel shares processors out by session, many threads get no more than one
        _take(descriptors, rules)
        wait_confined(None if rules is None else _RULES, parent, _REQUESTS, _REPLIES)
        _serve(serving)
        code = 0
    except BaseException:  # noqa: BLE001 (it is told on the box's output, and the process ends)
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(code)


def _take(descriptors: list[int], rules: int | None) -> None:
    """The box's three and the rules at their places, what is printed to the third, and no other descriptor open."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open("/dev/null", os.O_RDONLY)
    output = descriptors[2]
    wanted = [nothing, output, output, *descriptors[:2], *([] if rules is None else [rules])]
    for place, descriptor in enumerate(wanted):
        os.dup2(descriptor, _SPARE_DESCRIPTOR + place)
    for place in range(len(wanted)):
        os.dup2(_SPARE_DESCRIPTOR + place, place)
    os.closerange(len(wanted), _SPARE_DESCRIPTOR + 10_000)
    sys.stdout = open(1, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


def wait_confined(rules: int | None, parent: int, requests: int, replies: int) -> None:
    """Confines this process, waits for its allowance of memory, and says that it is ready. Raises OSError."""
    _reseed()
    before = limits.mapped()
    confine(rules, parent)
    if rules is not None:
        os.close(rules)
    limits.bound_memory(before, os.read(requests, limits.ALLOWANCE_SIZE))
    os.write(replies, READY)


def _reseed() -> None:
    """All boxes are forks of one process: each would draw the same random numbers."""
    import numpy as np
    import torch

    random.seed()
    np.random.seed(int.from_bytes(os.urandom(4)))
    torch.seed()
    torch.set_num_threads(len(os.sched_getaffinity(0)))


def _serve(serving: str) -> None:
    from interviewer.coding.inside import probe, runner

    (runner if serving == "runner" else probe).serve(_REQUESTS, _REPLIES)
