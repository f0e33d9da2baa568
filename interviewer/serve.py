"""Starts the chat page."""

import os
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

from interviewer.errors import InterviewerError


def serve(address: str, port: int) -> None:
    """Becomes the page's server; returns only by raising InterviewerError, where the port is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise InterviewerError(
                f"port {port} of {address} cannot be used ({error.strerror}); stop the program that has it, "
                f"or choose another: make run PORT={port + 1}"
            ) from error
    package = find_spec("ui")
    if package is None or not package.submodule_search_locations:
        raise InterviewerError("the chat page is not installed; run 'make install' in the project's folder")
    folder = Path(package.submodule_search_locations[0])
    # The server reads its settings from .streamlit in the folder it starts in.
    os.chdir(folder.parent)
    page = [str(folder / "app.py"), f"--server.address={address}", f"--server.port={port}"]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", *page])  # noqa: S606 (no shell is meant)
