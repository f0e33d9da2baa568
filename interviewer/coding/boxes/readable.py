"""What code in a box may read: Python, torch, numpy, triton, what they stand on, and nothing of this project."""

import re
import sys
import sysconfig
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import interviewer

PACKAGES = ("torch", "numpy", "triton")
_SYSTEM = (
    *("/etc/ld.so.cache", "/dev/null", "/dev/zero", "/dev/urandom"),
    *("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"),
)
_NOT_OF_PYTHON = ("site-packages", "dist-packages", "__pycache__", "test", "idlelib", "ensurepip", "venv")


@dataclass(frozen=True)
class Readable:
    """
    ``paths`` may be read, files and whole folders; the names in ``folders`` may be listed.

    ``python`` runs the box, with ``imports`` on its path. ``project`` is where this project is imported from, and
    ``ours`` what of it the box needs to start.
    """

    python: Path
    paths: tuple[Path, ...]
    folders: tuple[Path, ...]
    imports: tuple[Path, ...]
    project: Path
    ours: tuple[Path, ...]


def readable() -> Readable:
    """Raises PackageNotFoundError where torch is not installed."""
    python = Path(sys.executable).resolve()
    packages = _packages()
    imports = tuple(dict.fromkeys(path.parent for path in packages))
    package = Path(interviewer.__file__).parent
    ours = (package / "__init__.py", package / "coding" / "__init__.py", package / "coding" / "inside")
    return Readable(
        python,
        (*_libraries(), *_standard_library(), *packages, *map(Path, _SYSTEM)),
        imports,
        imports,
        package.parent,
        ours,
    )


def _packages() -> list[Path]:
    """Files and folders of the packages and of all that they require."""
    found: dict[Path, None] = {}
    seen, waiting = set(), list(PACKAGES)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            held = distribution(name)
        except PackageNotFoundError:
            if name == "torch":
                raise
            continue  # required on another platform
        found.update(dict.fromkeys(_tops(held)))
        waiting += [_name(line) for line in held.requires or () if "extra ==" not in line]
    return list(found)


def _tops(held: Distribution) -> list[Path]:
    names = {path.parts[0] for path in held.files or () if path.parts[0] not in ("..", "bin", "__pycache__")}
    return [path for name in sorted(names) if (path := Path(str(held.locate_file(name)))).exists()]


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]


def _standard_library() -> list[Path]:
    folders = {Path(sysconfig.get_path(name, vars=_base())) for name in ("stdlib", "platstdlib")}
    return sorted(path for folder in folders for path in folder.iterdir() if path.name not in _NOT_OF_PYTHON)


def _base() -> dict[str, str]:
    return {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}


def _libraries() -> list[Path]:
    """The folders of the system's shared libraries, and Python's own."""
    multiarch = sysconfig.get_config_var("MULTIARCH")
    folders = [Path(root, multiarch) for root in ("/lib", "/usr/lib")] if multiarch else []
    folders = [folder for folder in folders if folder.is_dir()] or [Path("/usr/lib")]
    own = Path(sys.base_prefix, "lib").glob("*.so*")
    return [*(folder for folder in (*folders, Path("/lib64"), Path("/usr/lib64")) if folder.is_dir()), *own]
