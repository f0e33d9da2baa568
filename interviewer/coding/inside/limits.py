"""The kernel's limits on the process that runs a candidate's code, and the few bytes that tell it how much memory."""

import os
import struct
import sys
from pathlib import Path

OPEN_FILES = 64
THREADS = 256  # the zygote counts them: RLIMIT_NPROC counts a user's, and none for root
CPU_SECONDS = 900  # the checker's clock ends a request long before; this holds where nobody looks any more
_MEMORY = struct.Struct(">Q")
ALLOWANCE_SIZE = _MEMORY.size


def allowance(memory: int) -> bytes:
    """What a box reads before anything else: how many bytes of memory the code may take."""
    return _MEMORY.pack(memory)


def bound() -> None:
    """All but memory: no file can be written, no core dumped, few opened. Children inherit it."""
    import resource  # Windows has none, and no boxes

    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES)
    _lower(resource.RLIMIT_CPU, CPU_SECONDS)


def mapped() -> int:
    """
    Bytes of address space that this process has mapped; 0 where it cannot be told.

    To be asked before it is confined.
    """
    if sys.platform != "linux":
        return 0
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def bound_memory(before: int, content: bytes) -> None:
    """
    What was mapped ``before``, and the allowance on top. Raises ValueError where that is no allowance.

    RLIMIT_DATA would miss shared mappings. Where ``before`` could not be told, nothing is bound.
    """
    if len(content) != ALLOWANCE_SIZE:
        raise ValueError("the box was given up before it was used")
    if before:
        import resource

        _lower(resource.RLIMIT_AS, before + _MEMORY.unpack(content)[0])


def _lower(limit: int, value: int) -> None:
    import resource

    ceiling = resource.getrlimit(limit)[1]
    value = value if ceiling == resource.RLIM_INFINITY else min(value, ceiling)
    resource.setrlimit(limit, (value, value))
