"""The chat page as a user starts it, and how a browser gets to its first question."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHECKOUT = Path(__file__).parents[1]
START_SECONDS = 120.0


@contextmanager
def running_page(data_dir: Path, cache_dir: Path, port: int) -> Iterator[str]:
    """
    ``make run`` on a warm installation, from its start to its end by interrupt; yields the page's address at once.

    Raises RuntimeError with what it printed where it ends by itself.
    """
    environment = {
        **os.environ,
        "INTERVIEWER_DATA_DIR": str(data_dir),
        "INTERVIEWER_CACHE_DIR": str(cache_dir),
    }
    with subprocess.Popen(  # noqa: S603 (constants and a number)
        ["make", "--silent", "run", f"PORT={port}"],  # noqa: S607 (make is what a user types)
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Ends the page's server and all that it started, without giving them a chance to put things in order."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def wait_until_up(url: str) -> None:
    """Raises TimeoutError."""
    deadline = monotonic() + START_SECONDS
    while monotonic() < deadline:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=1):  # noqa: S310 (loopback)
                return
        except (URLError, OSError):
            sleep(0.05)
    raise TimeoutError(f"no page at {url} after {START_SECONDS:.0f} s")


def open_page(page: "Page", url: str) -> None:
    """Opens the page; returns once its start form can be seen."""
    wait_until_up(url)
    page.goto(url)
    page.get_by_role("button", name="Start interview").wait_for(timeout=START_SECONDS * 1000)


def start_interview(page: "Page") -> None:
    """Starts an interview as it is offered; returns once the first question can be answered."""
    page.get_by_role("button", name="Start interview").click()
    wait_for_the_candidates_turn(page)


def wait_for_the_candidates_turn(page: "Page") -> None:
    page.locator("button:enabled", has_text="Skip").wait_for(timeout=START_SECONDS * 1000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
