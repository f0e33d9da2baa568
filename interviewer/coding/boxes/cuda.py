"""
Boxes for a GPU: a fresh process for each within bubblewrap, one check at a time.

Written from reports of others on CUDA within bubblewrap, and never run on a GPU. A CUDA context survives no fork and an
error spoils it, so nothing is warm. The driver needs its devices, /sys and more address space than a limit could allow;
Triton starts a compiler, and writes what it made. So there is no filter of system calls and no limit of memory here:
the walls are bubblewrap's alone, and the driver's own interface stands open. That is not enough for strangers' code.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from interviewer.coding.box import Limits, Tier
from interviewer.coding.boxes.bubblewrap import shown, unshared
from interviewer.coding.boxes.cold import ColdBoxes, Start
from interviewer.coding.boxes.command import ENVIRONMENT, Serving, cold_command
from interviewer.coding.boxes.readable import Readable
from interviewer.errors import BoxFailed

_START_SECONDS = 120.0
_CACHE_BYTES = 1 << 30
_COMPILER = ("/usr/bin", "/usr/include", "/usr/lib/gcc", "/usr/libexec", "/bin", "/etc/alternatives")


@contextmanager
def turn(folder: Path, wait: float = 600.0) -> Iterator[None]:
    """
    One check at a time on the GPU, the first of this machine, though it may have several boxes open.

    ``folder`` holds the lock. Raises BoxFailed where the check before takes more than ``wait`` seconds.
    """
    lock = FileLock(folder / "gpu-0.lock", timeout=wait)
    try:
        lock.acquire()
    except Timeout as error:
        raise BoxFailed(f"The GPU has been in use for {wait:.0f} s ({lock.lock_file}). Try again later") from error
    try:
        yield
    finally:
        lock.release()


def cuda_boxes(held: Readable, bwrap: str) -> ColdBoxes:
    """To be opened within ``turn``."""
    kept = ("PATH", "LANG", "OPENBLAS_NUM_THREADS", "OMP_WAIT_POLICY")
    cache = {"HOME": "/tmp", "TRITON_CACHE_DIR": "/tmp/triton", "TORCHINDUCTOR_CACHE_DIR": "/tmp/inductor"}  # noqa: S108
    environment = {name: ENVIRONMENT[name] for name in kept} | cache | {"CUDA_VISIBLE_DEVICES": "0"}
    walls = [
        # First what can be written: what is shown may lie below it.
        *(bwrap, *unshared(environment), "--size", str(_CACHE_BYTES), "--tmpfs", "/tmp", *shown(held)),  # noqa: S108
        *(word for path in _COMPILER if Path(path).exists() for word in ("--ro-bind", path, path)),
        *("--ro-bind", "/sys", "/sys"),
        *(word for device in sorted(Path("/dev").glob("nvidia*")) for word in ("--dev-bind", str(device), str(device))),
        *("--remount-ro", "/", "--chdir", "/tmp"),  # noqa: S108
    ]

    @contextmanager
    def start(serving: Serving, limits: Limits) -> Iterator[Start]:
        yield Start([*walls, *cold_command(held, serving, "unbounded")], environment, Path("/"), _START_SECONDS)

    return ColdBoxes(Tier.BUBBLEWRAP, start)
