"""Memory gathered into large pages: a fork copies an entry for each page, and the end of the fork takes it back."""

import ctypes
from collections.abc import Iterator
from pathlib import Path

from interviewer.coding.inside.native import library

LARGE = 2 << 20
_COLLAPSE = 25  # MADV_COLLAPSE, of Linux 6.1; an older kernel refuses it, and forks take some milliseconds more


def gather() -> None:
    """What cannot be gathered of this process's own memory is left as it is."""
    for start, length in own_memory(Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")):
        library().madvise(ctypes.c_void_p(start), ctypes.c_size_t(length), _COLLAPSE)


def own_memory(maps: str) -> Iterator[tuple[int, int]]:
    """Start and length, in whole large pages, of what can be written and belongs to no file."""
    for line in maps.splitlines():
        span, rights, _, _, _, *name = line.split(maxsplit=5)
        if rights == "rw-p" and name in ([], ["[heap]"]):
            start, end = (int(number, 16) for number in span.split("-"))
            start, end = -(-start // LARGE) * LARGE, end // LARGE * LARGE
            if start < end:
                yield start, end - start
