"""Runs a program on a kernel that can less: python weaker.py landlock|namespaces,... program arguments."""

import ctypes
import errno
import os
import struct
import sys

from interviewer.coding.inside.native import checked, library
from interviewer.coding.inside.seccomp import _step, this_machine

_LOAD, _EQUAL, _ANY_BIT, _RETURN, _REFUSED, _ALLOWED = 0x20, 0x15, 0x45, 0x06, 0x50000, 0x7FFF0000
_NEW_USER = 0x10000000


def main(lacking: list[str], command: list[str]) -> None:
    steps = []
    if "landlock" in lacking:
        for number in (444, 445, 446):
            steps += [_step(_LOAD, 0), _step(_EQUAL, number, no=1), _step(_RETURN, _REFUSED | errno.ENOSYS)]
    if "namespaces" in lacking:
        unshare = 272 if os.uname().machine == "x86_64" else 97
        for number in (this_machine().allowed["clone"], unshare):
            steps += [_step(_LOAD, 0), _step(_EQUAL, number, no=3), _step(_LOAD, 16)]
            steps += [_step(_ANY_BIT, _NEW_USER, no=1), _step(_RETURN, _REFUSED | errno.EPERM)]
    held = ctypes.create_string_buffer(b"".join([*steps, _step(_RETURN, _ALLOWED)]), 8 * len(steps) + 8)
    head = struct.pack("@HP", len(steps) + 1, ctypes.addressof(held))
    checked(library().prctl(38, *map(ctypes.c_ulong, (1, 0, 0, 0))), "no new privileges")
    checked(library().syscall(this_machine().seccomp, 1, 0, ctypes.create_string_buffer(head, len(head))), "filter")
    os.execv(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1].split(","), sys.argv[2:])
