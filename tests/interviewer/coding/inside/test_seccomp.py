"""The filter, run here as the kernel would run it, for both processors; that the kernel obeys it, the attacks show."""

import errno
import struct

import pytest

from interviewer.coding.inside.seccomp import _AARCH64, _X86_64, Machine, program

PID = 4711
ALLOWED, KILLED, REFUSED, MISSING = 0x7FFF0000, 0x80000000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
NEW_THREAD, SIGCHLD, CLONE_NEWUSER = 0x3D0F00, 17, 0x10000000
both = pytest.mark.parametrize("machine", [_X86_64, _AARCH64], ids=["x86_64", "aarch64"])


def verdict(machine: Machine, number: int, *arguments: int, audit: int | None = None) -> int:
    """What the filter says of that call: an interpreter of the few instructions that it is made of."""
    held = program(machine, PID)
    steps = [struct.unpack_from("=HBBI", held, at) for at in range(0, len(held), 8)]
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("=iIQ6Q", number, machine.audit if audit is None else audit, 0, *padded)
    at = loaded = 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        match code:
            case 0x20:
                (loaded,) = struct.unpack_from("=I", data, value)
            case 0x06:
                return int(value)
            case 0x15:
                at += yes if loaded == value else no
            case 0x35:
                at += yes if loaded >= value else no
            case 0x45:
                at += yes if loaded & value else no


@both
def test_reading_is_allowed(machine: Machine) -> None:
    assert verdict(machine, machine.allowed["read"], 3, 0, 10) == ALLOWED


@both
def test_every_call_that_is_not_listed_is_refused(machine: Machine) -> None:
    listed = {*machine.allowed.values(), 435}
    assert {verdict(machine, number) for number in range(600) if number not in listed} == {REFUSED}


@both
def test_the_newer_way_to_start_a_thread_is_said_to_be_missing(machine: Machine) -> None:
    assert verdict(machine, 435) == MISSING


@both
@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("clone", (NEW_THREAD,), ALLOWED),
        ("clone", (SIGCHLD,), REFUSED),
        ("clone", (NEW_THREAD | CLONE_NEWUSER,), REFUSED),
        ("kill", (PID, 9), ALLOWED),
        ("kill", (PID + 1, 9), REFUSED),
        ("kill", (0xFFFFFFFF, 9), REFUSED),
        ("kill", (0, 9), REFUSED),
        ("tgkill", (PID, PID + 3, 6), ALLOWED),
        ("tgkill", (1, 1, 6), REFUSED),
        ("prlimit64", (0, 7), ALLOWED),
        ("prlimit64", (PID + 1, 7), REFUSED),
        ("openat", (0xFFFFFF9C, 0, 0o2000000), ALLOWED),
        *(("openat", (0xFFFFFF9C, 0, flag), REFUSED) for flag in (1, 2, 0o100, 0o1000, 0o20200000)),
        ("fcntl", (3, 3), ALLOWED),
        *(("fcntl", (3, command), REFUSED) for command in (6, 8, 10, 15, 1024, 1026, 1031)),
        ("ioctl", (1, 0x5401), ALLOWED),
        ("ioctl", (1, 0x5412), REFUSED),
        ("prctl", (15,), ALLOWED),
        *(("prctl", (option,), REFUSED) for option in (1, 4, 22, 38, 59)),
    ],
)
def test_what_an_argument_decides(machine: Machine, name: str, arguments: tuple[int, ...], expected: int) -> None:
    assert verdict(machine, machine.allowed[name], *arguments) == expected


@both
def test_the_upper_half_of_an_argument_changes_nothing(machine: Machine) -> None:
    assert verdict(machine, machine.allowed["kill"], (1 << 32) | PID, 9) == ALLOWED


@both
def test_another_architecture_ends_the_process(machine: Machine) -> None:
    assert verdict(machine, machine.allowed["read"], audit=0x40000003) == KILLED


def test_the_older_numbers_are_refused_on_x86() -> None:
    assert verdict(_X86_64, 0x40000000 + _X86_64.allowed["read"]) == REFUSED
