"""Files become documents: a table from suffix to reader."""

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from knowledge.document import Document
from knowledge.errors import UnreadableDocument
from knowledge.readers.encoding import decode
from knowledge.readers.hypertext import read_html
from knowledge.readers.markdown import read_markdown
from knowledge.readers.parsed import Parsed
from knowledge.readers.plain import read_plain

MAX_BYTES = 20_000_000

Reader = Callable[[str], Parsed]

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
KINDS = ", ".join(READERS)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """
    The files named, and every file of a known kind in the folders named and below; nothing hidden, in sorted order.

    A named file is kept whatever it is, so that reading it says what is wrong. Raises UnreadableDocument for a folder
    without readable files.
    """
    found: list[Path] = []
    for path in paths:
        inside = _inside(path) if path.is_dir() else [path]
        if not inside:
            raise UnreadableDocument(f"{path} holds no readable file; kinds that can be read: {KINDS}")
        found.extend(inside)
    return list(dict.fromkeys(found))


def read(path: Path, max_bytes: int = MAX_BYTES) -> Document:
    """A file as a document. Raises UnreadableDocument with the file, what is wrong and what to do."""
    if path.is_dir():
        raise UnreadableDocument(f"{path} is a folder; name a file, or use 'interviewer knowledge add' on the folder")
    _reader(path.name)
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise _too_large(str(path), size, max_bytes)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableDocument(f"{path} does not exist; check the path") from error
    except OSError as error:
        raise UnreadableDocument(f"{path} cannot be read ({error.strerror}); check its permissions") from error
    return read_bytes(str(path.resolve()), data, max_bytes)


def read_bytes(source: str, data: bytes, max_bytes: int = MAX_BYTES) -> Document:
    """The content of a file as a document; ``source`` is its path, or an upload's name. Raises UnreadableDocument."""
    reader = _reader(source)
    if len(data) > max_bytes:
        raise _too_large(source, len(data), max_bytes)
    parsed = reader(decode(source, data))
    if not parsed.text.strip():
        raise UnreadableDocument(f"{source} is empty; there is no text in it to ask about")
    return Document(
        source,
        parsed.title or Path(source).stem,
        hashlib.sha256(data).hexdigest(),
        parsed.text,
        parsed.blocks,
        parsed.marks,
    )


def _reader(source: str) -> Reader:
    suffix = Path(source).suffix.lower()
    if suffix not in READERS:
        raise UnreadableDocument(f"{source} is of the kind '{suffix or 'no suffix'}'; kinds that can be read: {KINDS}")
    return READERS[suffix]


def _inside(folder: Path) -> list[Path]:
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(root, name)
            for name in sorted(names)
            if not name.startswith(".") and Path(name).suffix.lower() in READERS
        ]
    return found


def _too_large(source: str, size: int, limit: int) -> UnreadableDocument:
    return UnreadableDocument(
        f"{source} has {size / 1e6:,.1f} MB; at most {limit / 1e6:,.0f} MB can be read. Split it into parts."
    )
