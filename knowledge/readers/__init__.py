"""Files become documents."""

import hashlib
import os
import stat
from pathlib import Path

from knowledge.document import Document
from knowledge.errors import UnreadableDocument
from knowledge.readers.confined import parse_confined
from knowledge.readers.folders import find_files
from knowledge.readers.formats import KINDS, MAX_BYTES, READERS, kind_of, parse

__all__ = ["KINDS", "MAX_BYTES", "READERS", "find_files", "read", "read_bytes"]


def read(path: Path) -> Document:
    """
    A file as a document. Raises UnreadableDocument with the file, what is wrong and what to do.

    Links are not followed, and what is no regular file is not opened: a folder of documents must not lead out of it,
    nor keep a reader waiting at a pipe.
    """
    if path.is_dir():
        raise UnreadableDocument(f"{path} is a folder; name a file, or use 'interviewer knowledge add' on the folder")
    limit = kind_of(path.name).max_bytes
    try:
        data = _content(path, limit)
    except FileNotFoundError as error:
        raise UnreadableDocument(f"{path} does not exist; check the path") from error
    except OSError as error:
        raise UnreadableDocument(f"{path} cannot be read ({error.strerror}); check its permissions") from error
    return read_bytes(str(path.resolve()), data)


def read_bytes(source: str, data: bytes) -> Document:
    """
    The content of a file as a document; ``source`` is its path, or an upload's name. Raises UnreadableDocument.

    Binary formats and longer texts are parsed in a process of their own, bounded in time and memory.
    """
    kind = kind_of(source)
    if len(data) > kind.max_bytes:
        raise _too_large(source, len(data), kind.max_bytes)
    parsed = parse(source, data) if len(data) <= kind.inline_bytes else parse_confined(source, data)
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


def _content(path: Path, limit: int) -> bytes:
    entry = path.lstat()
    if stat.S_ISLNK(entry.st_mode):
        raise UnreadableDocument(
            f"{path} is a link, which is not followed; name the file it leads to: {path.readlink()}"
        )
    if not stat.S_ISREG(entry.st_mode):
        raise UnreadableDocument(f"{path} is no file but a pipe, socket or device; save its content as a file")
    if entry.st_size > limit:
        raise _too_large(str(path), entry.st_size, limit)
    # Should the file have been changed for a link or a pipe in between, it is neither followed nor waited for.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_large(str(path), len(data), limit)
    return data


def _too_large(source: str, size: int, limit: int) -> UnreadableDocument:
    return UnreadableDocument(
        f"{source} has {size / 1e6:,.1f} MB; at most {limit / 1e6:,.0f} MB can be read. Split it into parts."
    )
