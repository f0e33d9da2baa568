"""
One box in a process that is started for it: requests on standard input, replies on standard output, and what is
printed on standard error.

What is around it isolates it, or nothing does: it limits its memory and ends with its parent, no more.
"""

import contextlib
import os
import sys
from typing import Literal

from interviewer.coding.inside import limits, probe, runner
from interviewer.coding.inside.zygote import READY


def main(serving: Literal["runner", "probe"], memory: Literal["bounded", "unbounded"]) -> None:
    """Serves until its input ends. CUDA maps more address space than any bound would allow."""
    requests, replies = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    if sys.platform == "linux":
        from interviewer.coding.inside.confine import die_with

        with contextlib.suppress(ProcessLookupError):  # in a container the parent is out of sight
            die_with(os.getppid())
    allowed = os.read(requests, limits.ALLOWANCE_SIZE)
    limits.bound_memory(limits.mapped() if memory == "bounded" else 0, allowed)
    os.write(replies, READY)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    (runner if serving == "runner" else probe).serve(requests, replies)
