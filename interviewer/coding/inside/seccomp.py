"""
The system calls that a box may make, as a filter of the kernel's (seccomp, classic BPF); all others fail with EPERM.

No process can be started, no socket or shared memory made, no other process seen, signalled or traced, and no limit
raised. Threads can be started, memory mapped, and files opened to be read; which files, Landlock bounds. The numbers
are the kernel's, from arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from interviewer.coding.inside.native import checked, library

# What the filter can look at: struct seccomp_data.
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL_PROCESS, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_SET_MODE_FILTER, _ALL_THREADS = 1, 1
_X32 = 0x40000000
# What glibc's pthread_create asks for, bit by bit; a process, or a namespace, would be other bits.
_NEW_THREAD = 0x3D0F00
# O_WRONLY, O_RDWR, O_CREAT, O_TRUNC and O_TMPFILE: whatever writes.
_WRITES = 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000
_DUPLICATE, _GET_CLOEXEC, _SET_CLOEXEC, _GET_FLAGS, _SET_FLAGS, _DUPLICATE_CLOEXEC = 0, 1, 2, 3, 4, 1030
_IS_TERMINAL, _READABLE_BYTES, _CLOEXEC, _NO_CLOEXEC, _NONBLOCKING, _WINDOW_SIZE = (
    *(0x5401, 0x541B, 0x5451, 0x5450, 0x5421, 0x5413),
)
_SET_NAME, _GET_NAME = 15, 16
_AMX = (0x1021, 0x1022, 0x1023)  # whether the processor's tile registers may be used


@dataclass(frozen=True)
class Machine:
    """``audit`` is the kernel's word for the architecture, ``restrict`` and so on are numbers of system calls."""

    audit: int
    seccomp: int
    capset: int
    allowed: dict[str, int]


_X86_64 = Machine(
    audit=0xC000003E,
    seccomp=317,
    capset=126,
    allowed={
        **{"read": 0, "write": 1, "open": 2, "close": 3, "stat": 4, "fstat": 5, "lstat": 6, "poll": 7, "lseek": 8},
        **{"mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14},
        **{"rt_sigreturn": 15, "ioctl": 16, "pread64": 17, "readv": 19, "writev": 20, "access": 21, "pipe": 22},
        **{"select": 23, "sched_yield": 24, "mremap": 25, "madvise": 28, "dup": 32, "dup2": 33, "pause": 34},
        **{"nanosleep": 35, "getitimer": 36, "alarm": 37, "setitimer": 38, "getpid": 39, "clone": 56, "exit": 60},
        **{"kill": 62, "uname": 63, "fcntl": 72, "getcwd": 79, "gettimeofday": 96, "getrlimit": 97, "getrusage": 98},
        **{"sysinfo": 99, "times": 100, "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110},
        **{"sigaltstack": 131, "arch_prctl": 158, "prctl": 157, "gettid": 186, "time": 201, "futex": 202},
        **{"sched_getaffinity": 204, "getdents64": 217, "set_tid_address": 218, "restart_syscall": 219},
        **{"clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231, "tgkill": 234},
        **{"openat": 257, "newfstatat": 262, "pselect6": 270, "ppoll": 271, "set_robust_list": 273, "dup3": 292},
        **{"pipe2": 293, "preadv": 295, "prlimit64": 302, "getcpu": 309, "getrandom": 318, "statx": 332, "rseq": 334},
        **{"close_range": 436, "faccessat": 269, "faccessat2": 439},
    },
)
_AARCH64 = Machine(
    audit=0xC00000B7,
    seccomp=277,
    capset=91,
    allowed={
        **{"getcwd": 17, "dup": 23, "dup3": 24, "fcntl": 25, "ioctl": 29, "faccessat": 48, "openat": 56, "close": 57},
        **{"pipe2": 59, "getdents64": 61, "lseek": 62, "read": 63, "write": 64, "readv": 65, "writev": 66},
        **{"pread64": 67, "preadv": 69, "pselect6": 72, "ppoll": 73, "newfstatat": 79, "fstat": 80, "exit": 93},
        **{"exit_group": 94, "set_tid_address": 96, "futex": 98, "set_robust_list": 99, "nanosleep": 101},
        **{"getitimer": 102, "setitimer": 103, "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115},
        **{"sched_getaffinity": 123, "sched_yield": 124, "restart_syscall": 128, "kill": 129, "tgkill": 131},
        **{"sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "times": 153},
        **{"uname": 160, "getrlimit": 163, "getrusage": 165, "prctl": 167, "getcpu": 168, "gettimeofday": 169},
        **{"getpid": 172, "getppid": 173, "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177, "gettid": 178},
        **{"sysinfo": 179, "brk": 214, "munmap": 215, "mremap": 216, "clone": 220, "mmap": 222, "mprotect": 226},
        **{"madvise": 233, "prlimit64": 261, "getrandom": 278, "statx": 291, "rseq": 293, "close_range": 436},
        **{"faccessat2": 439},
    },
)
_CLONE3 = 435  # the same on both; glibc falls back to clone where it is said to be missing
_MACHINES = {"x86_64": _X86_64, "aarch64": _AARCH64}


def this_machine() -> Machine:
    """Raises OSError where the filter is not written for this processor."""
    name = platform.machine()
    if name not in _MACHINES:
        raise OSError(errno.ENOSYS, f"no filter of system calls for a {name} processor")
    return _MACHINES[name]


def program(machine: Machine, pid: int) -> bytes:
    """The filter for the process of that id, as the array of struct sock_filter that the kernel reads."""
    conditions = {
        "clone": (0, (_NEW_THREAD,)),
        "kill": (0, (pid,)),
        "tgkill": (0, (pid,)),
        "prlimit64": (0, (0,)),  # one's own limits, which only ever sink
        "fcntl": (1, (_DUPLICATE, _GET_CLOEXEC, _SET_CLOEXEC, _GET_FLAGS, _SET_FLAGS, _DUPLICATE_CLOEXEC)),
        "ioctl": (1, (_IS_TERMINAL, _READABLE_BYTES, _CLOEXEC, _NO_CLOEXEC, _NONBLOCKING, _WINDOW_SIZE)),
        "prctl": (0, (_SET_NAME, _GET_NAME)),
        "arch_prctl": (0, _AMX),
    }
    writing = {"open": 1, "openat": 2}  # which argument has the flags
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, machine.audit, yes=1),
        _step(_RETURN, _KILL_PROCESS),
        _step(_LOAD, _NUMBER),
        *([_step(_AT_LEAST, _X32, no=1), _step(_RETURN, _ERROR | errno.EPERM)] if machine is _X86_64 else []),
        *(_step(_EQUAL, _CLONE3, no=1), _step(_RETURN, _ERROR | errno.ENOSYS)),
    ]
    for name, number in machine.allowed.items():
        if name in conditions:
            steps += _one_of(number, *conditions[name])
        elif name in writing:
            steps += _none_of_bits(number, writing[name], _WRITES)
        else:
            steps += [_step(_EQUAL, number, no=1), _step(_RETURN, _ALLOW)]
    return b"".join([*steps, _step(_RETURN, _ERROR | errno.EPERM)])


def install() -> None:
    """
    From here on, for every thread of this process. Raises OSError.

    The process must have given up new privileges before.
    """
    machine = this_machine()
    held = program(machine, os.getpid())
    content = ctypes.create_string_buffer(held, len(held))
    head = struct.pack("@HP", len(held) // 8, ctypes.addressof(content))
    checked(
        library().syscall(
            machine.seccomp, _SET_MODE_FILTER, _ALL_THREADS, ctypes.create_string_buffer(head, len(head))
        ),
        "the filter of system calls",
    )


def _one_of(number: int, argument: int, values: tuple[int, ...]) -> Iterator[bytes]:
    """
    That call, where the argument is one of the values.

    The low half alone is compared: the arguments that matter here are of 32 bits to the kernel.
    """
    yield _step(_EQUAL, number, no=len(values) + 3)
    yield _step(_LOAD, _ARGUMENTS + 8 * argument)
    for place, value in enumerate(values):
        yield _step(_EQUAL, value, yes=len(values) - place)
    yield _step(_RETURN, _ERROR | errno.EPERM)
    yield _step(_RETURN, _ALLOW)


def _none_of_bits(number: int, argument: int, bits: int) -> Iterator[bytes]:
    yield _step(_EQUAL, number, no=4)
    yield _step(_LOAD, _ARGUMENTS + 8 * argument)
    yield _step(_ANY_BIT, bits, no=1)
    yield _step(_RETURN, _ERROR | errno.EPERM)
    yield _step(_RETURN, _ALLOW)


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
