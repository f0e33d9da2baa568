"""
Landlock: the kernel lets the process read what is listed and write nothing; no TCP, no signals to others.

Written against the kernel's userspace-api/landlock.html; what an older kernel does not know is left out.
Not covered: asking whether a path exists, and its size (stat), which Landlock does not bound.
"""

import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from interviewer.coding.inside.native import checked, library

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_RIGHTS_OF_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_BIND_TCP_AND_CONNECT_TCP, _ABSTRACT_SOCKETS_AND_SIGNALS = 3, 3


def version() -> int:
    """The kernel's Landlock, 1 to 7 and more; 0 where there is none."""
    return max(0, int(library().syscall(_CREATE, None, 0, _VERSION)))


def ruleset(readable: Iterable[str], listable: Iterable[str]) -> int:
    """
    A descriptor of the rules: those files and folders can be read, those folders listed, and all else is barred.

    A path that does not exist is left out. Raises OSError where the kernel has no Landlock.
    """
    abi = version()
    rights = _RIGHTS_OF_ABI[min(max(abi, 1), max(_RIGHTS_OF_ABI))]
    network = _BIND_TCP_AND_CONNECT_TCP if abi >= 4 else 0
    scopes = _ABSTRACT_SOCKETS_AND_SIGNALS if abi >= 6 else 0
    head = struct.pack("=QQQ", rights, network, scopes)[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
    rules = checked(library().syscall(_CREATE, ctypes.create_string_buffer(head, len(head)), len(head), 0), "Landlock")
    os.set_inheritable(rules, False)
    for path in readable:
        _allow(rules, path, _READ_FILE | _READ_DIR)
    for path in listable:
        _allow(rules, path, _READ_DIR)
    return rules


def restrict(rules: int) -> None:
    """This process, from here on. It must have given up new privileges before. Raises OSError."""
    checked(library().syscall(_RESTRICT, rules, 0), "Landlock")


def _allow(rules: int, path: str, rights: int) -> None:
    if not Path(path).exists():
        return
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(opened).st_mode):
            rights &= ~_READ_DIR
        rule = struct.pack("=Qi", rights, opened)
        checked(
            library().syscall(_ADD_RULE, rules, _PATH_BENEATH, ctypes.create_string_buffer(rule, len(rule)), 0),
            f"Landlock, {path}",
        )
    finally:
        os.close(opened)
