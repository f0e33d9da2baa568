"""One's own code on one's own machine: accidents are contained, nothing else is. It runs with its user's rights."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewer.coding.box import Limits, Tier
from interviewer.coding.boxes.cold import ColdBoxes, Start
from interviewer.coding.boxes.command import ENVIRONMENT, Serving, cold_command
from interviewer.coding.boxes.readable import Readable

_START_SECONDS = 60.0


def own_code_boxes(held: Readable) -> ColdBoxes:
    """
    To be opened after a clear consent alone. A fresh process and folder, no environment of ours, a limit of memory.

    Code that leaves its process group, as a daemon does, outlives its box.
    """

    @contextmanager
    def start(serving: Serving, limits: Limits) -> Iterator[Start]:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            environment = {**ENVIRONMENT, "HOME": folder, "TMPDIR": folder, "TORCHINDUCTOR_CACHE_DIR": folder}
            yield Start(cold_command(held, serving, "bounded"), environment, Path(folder), _START_SECONDS)

    return ColdBoxes(Tier.OWN_CODE, start)
