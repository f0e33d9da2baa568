"""The first tier: a zygote in namespaces that bubblewrap makes, in which every box is confined as in the second."""

import shutil
from collections.abc import Mapping, Sequence
from functools import partial

from interviewer.coding.box import Tier
from interviewer.coding.boxes.command import ENVIRONMENT, zygote_command
from interviewer.coding.boxes.readable import Readable
from interviewer.coding.boxes.warm import WarmBoxes
from interviewer.coding.boxes.zygote import Zygote

_NOBODY = "65534"
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
_BOUND_ELSEWHERE = ("/dev/", "/proc/")


def find() -> str | None:
    return shutil.which("bwrap")


def bubblewrap_boxes(held: Readable, bwrap: str, before: Sequence[str] = ()) -> WarmBoxes:
    """``before`` is a command that runs the one that follows it, such as a scope's."""

    def launch(control: int) -> list[str]:
        return [*before, *wrapped(held, bwrap), *zygote_command(held, control)]

    return WarmBoxes(Tier.BUBBLEWRAP, partial(Zygote, held, launch, landlock=False))


def wrapped(held: Readable, bwrap: str) -> list[str]:
    """
    The command that stands before the zygote's: no network, no other process, no name of a user, nothing to write.

    The environment is cleared here and minimal before, since bubblewrap's own process keeps what it was started with,
    where /proc/1/environ shows it. There is no /dev/shm: one would be a file system without a limit.
    """
    return [bwrap, *unshared(ENVIRONMENT), *shown(held), "--remount-ro", "/", "--chdir", "/"]


def unshared(environment: Mapping[str, str]) -> list[str]:
    return [
        *("--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL"),
        *("--uid", _NOBODY, "--gid", _NOBODY, "--hostname", "box"),
        *("--die-with-parent", "--new-session", "--clearenv"),
        *(word for name, value in environment.items() for word in ("--setenv", name, value)),
    ]


def shown(held: Readable) -> list[str]:
    """What is there to be read, and three devices."""
    paths = [path for path in held.paths if path.exists() and not str(path).startswith(_BOUND_ELSEWHERE)]
    return [
        *(word for path in (*paths, held.python, *held.ours) for word in ("--ro-bind", str(path), str(path))),
        *("--proc", "/proc"),
        *(word for device in _DEVICES for word in ("--dev-bind", device, device)),
    ]
