"""Code that a candidate names by its file."""

from pathlib import Path

from interviewer.errors import RoundRefused

MAX_BYTES = 400_000


def read_source(path: Path) -> str:
    """Raises RoundRefused where it cannot be read as a Python file."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RoundRefused(f"{path} cannot be read ({error.strerror}); name a file with your code") from error
    if len(content) > MAX_BYTES:
        raise RoundRefused(f"{path} has more than {MAX_BYTES:,} bytes; name a file with your code alone")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RoundRefused(f"{path} is no UTF-8 text (byte {error.start}); save it as UTF-8") from error


def write_starter(path: Path, starter: str) -> None:
    """Raises RoundRefused where there is such a file already: it may hold what a candidate wrote."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(starter)
    except FileExistsError as error:
        raise RoundRefused(f"{path} is there already and is left as it is; name another file") from error
    except OSError as error:
        raise RoundRefused(f"{path} cannot be written ({error.strerror}); name another file") from error
