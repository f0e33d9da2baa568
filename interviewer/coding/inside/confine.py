"""A process gives up, for good, all that a candidate's code does not need; the same within bubblewrap and without."""

import contextlib
import ctypes
import os
import signal
import struct
from pathlib import Path

from interviewer.coding.inside import landlock, limits, seccomp
from interviewer.coding.inside.native import checked, library

_PARENT_DEATH_SIGNAL, _DUMPABLE, _NO_NEW_PRIVILEGES, _AMBIENT = 1, 4, 38, 47
_CLEAR_ALL = 4
_CAPABILITY_VERSION_3 = 0x20080522


def confine(rules: int | None, parent: int) -> None:
    """
    ``rules`` is Landlock's ruleset, or None where the file system is bounded by other means; ``parent`` is the process
    whose end ends this one. Raises OSError, after which no foreign code may run.
    """
    offer_to_the_memory_killer()
    limits.bound()
    checked(_prctl(_NO_NEW_PRIVILEGES, 1), "giving up new privileges")
    drop_capabilities()
    hide_memory()
    if rules is not None:
        landlock.restrict(rules)
    die_with(parent)
    seccomp.install()


def hide_memory() -> None:
    """From other processes of the same user, as a file and to tracers. Raises OSError."""
    checked(_prctl(_DUMPABLE, 0), "hiding the memory")


def die_with(parent: int) -> None:
    """Ends this process when that parent ends. Raises OSError where it has ended already."""
    checked(_prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL), "dying with the parent")
    if os.getppid() != parent:
        raise ProcessLookupError("the parent has ended")


def drop_capabilities() -> None:
    """Root without them reads what root owns, and no more: Landlock bounds the rest."""
    _prctl(_AMBIENT, _CLEAR_ALL)  # a kernel without them has none to clear
    head = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    none = bytes(24)
    checked(
        library().syscall(
            seccomp.this_machine().capset,
            ctypes.create_string_buffer(head, len(head)),
            ctypes.create_string_buffer(none, len(none)),
        ),
        "dropping capabilities",
    )


def offer_to_the_memory_killer() -> None:
    """When the machine runs out of memory, this process goes first. A mount that is read-only leaves it as it is."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _prctl(option: int, value: int) -> int:
    return int(library().prctl(option, *map(ctypes.c_ulong, (value, 0, 0, 0))))
