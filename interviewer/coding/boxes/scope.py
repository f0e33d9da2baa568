"""
A cgroup around all boxes together, where systemd gives users some of their own (cgroup v2, delegated).

Each box has its own limits beside it; this one keeps many of them from taking the machine. Written from systemd's
manual: it has run with a stand-in for systemd-run, never with systemd.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

_NEEDED = {"memory", "pids"}
_SHARE_OF_MEMORY = 0.75
_TASKS = 4096


@dataclass(frozen=True)
class Place:
    """Where systemd is looked for: the tool, the user's runtime folder, and the root of the cgroups."""

    tool: str | None
    runtime: Path
    cgroups: Path
    user: int


def this_place() -> Place:
    user = os.getuid()
    return Place(shutil.which("systemd-run"), Path(f"/run/user/{user}"), Path("/sys/fs/cgroup"), user)


def scope(place: Place) -> list[str]:
    """What stands before a command so that it runs in a cgroup; empty where there is none to be had."""
    service = place.cgroups / "user.slice" / f"user-{place.user}.slice" / f"user@{place.user}.service"
    controllers = service / "cgroup.controllers"
    if not place.tool or not (place.runtime / "systemd" / "private").exists() or not controllers.exists():
        return []
    if not set(controllers.read_text(encoding="ascii").split()) >= _NEEDED:
        return []
    memory = int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") * _SHARE_OF_MEMORY)
    # The name of the runtime folder is for systemd-run alone.
    return [
        *("/usr/bin/env", f"XDG_RUNTIME_DIR={place.runtime}", place.tool, "--user", "--scope", "--quiet", "--collect"),
        *(f"--property=MemoryMax={memory}", f"--property=TasksMax={_TASKS}", "--"),
        *("/usr/bin/env", "--unset=XDG_RUNTIME_DIR"),
    ]
