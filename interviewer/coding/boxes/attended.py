"""A process with a thread that starts it and stays until it has ended."""

import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from interviewer.errors import BoxFailed


@dataclass(frozen=True)
class Streams:
    """Descriptors, or files; ``kept`` are inherited under their own numbers."""

    stdin: int
    stdout: int
    stderr: int | IO[bytes]
    kept: tuple[int, ...] = ()


class Attended:
    """
    A process that asks Linux to end it with its parent ends when the *thread* that started it ends, which may be a
    page's. So a thread of its own starts it. Raises BoxFailed where it cannot be started.

    It leads a session of its own, so that a Ctrl-C at the terminal is left to us.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path, streams: Streams) -> None:
        self._started, self._ended = threading.Event(), threading.Event()
        self._error = ""

        def live() -> None:
            try:
                self.process = subprocess.Popen(  # noqa: S603 (commands of ours)
                    command,
                    env=environment,
                    cwd=folder,
                    stdin=streams.stdin,
                    stdout=streams.stdout,
                    stderr=streams.stderr,
                    pass_fds=streams.kept,
                    start_new_session=True,
                )
            except OSError as error:
                self._error = f"{command[0]}: {error.strerror}"
                self._started.set()
                return
            self._started.set()
            self.process.wait()
            self._ended.set()

        self._thread = threading.Thread(target=live, name=f"attends {Path(command[0]).name}", daemon=True)
        self._thread.start()
        self._started.wait()
        if self._error:
            self._thread.join()
            raise BoxFailed(f"A process for code could not be started: {self._error}. See: interviewer doctor")

    def wait(self, seconds: float) -> bool:
        """Whether it ended in that time."""
        return self._ended.wait(seconds)
