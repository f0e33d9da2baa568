"""Which files of a folder are read."""

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from knowledge.errors import UnreadableDocument
from knowledge.readers.formats import KINDS, READERS


def find_files(paths: Iterable[Path], *, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> list[Path]:
    """
    The files named, and every file of a known kind in the folders named and below; nothing hidden, in sorted order.

    ``include`` and ``exclude`` are patterns ("*.md", "drafts", "lectures/**/week-?.pdf") for what is found in folders:
    each is held against the path inside the folder, against every folder on it, and against the name alone. A named
    file is kept whatever it is, and a link wherever it is, so that reading it says what is wrong. Raises
    UnreadableDocument for a folder without such files.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [file for file in _inside(path) if _wanted(file.relative_to(path), include, exclude)]
        if not inside:
            chosen = f" that the patterns choose ({', '.join([*include, *exclude])})" if include or exclude else ""
            raise UnreadableDocument(f"{path} holds no readable file{chosen}; kinds that can be read: {KINDS}")
        found.extend(inside)
    return list(dict.fromkeys(found))


def _wanted(inside: Path, include: Sequence[str], exclude: Sequence[str]) -> bool:
    path = PurePosixPath(inside.as_posix())
    if any(_matches(path, pattern) for pattern in exclude):
        return False
    return not include or any(_matches(path, pattern) for pattern in include)


def _matches(path: PurePosixPath, pattern: str) -> bool:
    """A star stands for any characters, folders too; "**/" also for no folder at all."""
    pattern = pattern.rstrip("/")
    forms = {pattern, pattern.replace("**/", "")}
    names = {str(path), path.name, *(str(parent) for parent in path.parents)}
    return any(fnmatchcase(name, form) for name in names for form in forms)


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
