"""How Python is started for boxes, and all that it knows of its surroundings."""

from typing import Literal

from interviewer.coding.boxes.readable import Readable
from interviewer.coding.inside.cold import Strictness

Serving = Literal["runner", "probe"]
# One thread of numpy's, since a pool would not survive a fork, and none that spins while it waits, since boxes share
# the processors. One heap for all threads, since each further one maps 128 MB that the allowance of memory would pay
# for. A cache folder that exists, since parts of torch are not imported without; nothing can be written there.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "LANG": "C.UTF-8",
    "TRITON_INTERPRET": "1",
    "TORCHINDUCTOR_CACHE_DIR": "/",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_WAIT_POLICY": "PASSIVE",
    "MALLOC_ARENA_MAX": "1",
}
# Without the settings of its user and its environment, and with the folders alone that are named.
_ISOLATED = ("-I", "-S", "-B", "-X", "utf8", "-c")
_FROM_FOLDERS = "import sys; sys.path += sys.argv[{first}:]; from interviewer.coding.inside import {module}; "
_ZYGOTE = _FROM_FOLDERS.format(first=2, module="zygote") + "zygote.main(int(sys.argv[1]))"
_COLD = _FROM_FOLDERS.format(first=3, module="cold") + "cold.main(sys.argv[1], sys.argv[2])"


def zygote_command(held: Readable, control: int) -> list[str]:
    return [str(held.python), *_ISOLATED, _ZYGOTE, str(control), *_folders(held)]


def cold_command(held: Readable, serving: Serving, strictness: Strictness) -> list[str]:
    return [str(held.python), *_ISOLATED, _COLD, serving, strictness, *_folders(held)]


def container_command(serving: Serving, folder: str) -> list[str]:
    """For the Python of an image, with its own packages, and this project's part in that folder."""
    return ["python3", "-B", "-c", _COLD, serving, "confined", folder]


def _folders(held: Readable) -> list[str]:
    return [str(folder) for folder in dict.fromkeys((*held.imports, held.project))]
