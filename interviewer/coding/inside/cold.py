"""
One box in a process that is started for it: requests on standard input, replies on standard output, and what is
printed on standard error.

What is around it isolates it, or nothing does: of the file system it gives up nothing itself.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from typing import Literal

from interviewer.coding.inside import limits
from interviewer.coding.inside.zygote import READY

# "confined" is all but Landlock; "bounded" is a limit of memory alone; CUDA maps more than any limit would allow.
Strictness = Literal["confined", "bounded", "unbounded"]


def main(serving: Literal["runner", "probe"], strictness: Strictness) -> None:
    """Serves until its input ends. Raises OSError where it cannot be confined, before it has read a request."""
    requests, replies = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    serve, mapped = _server(serving), limits.mapped()
    if strictness == "confined":
        from interviewer.coding.inside.confine import confine

        confine(None, os.getppid())
    elif sys.platform == "linux":
        from interviewer.coding.inside.confine import die_with

        with contextlib.suppress(ProcessLookupError):  # its input has ended as well
            die_with(os.getppid())
    limits.bound_memory(0 if strictness == "unbounded" else mapped, os.read(requests, limits.ALLOWANCE_SIZE))
    os.write(replies, READY)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    serve(requests, replies)


def _server(serving: Literal["runner", "probe"]) -> Callable[[int, int], None]:
    """A probe does without torch, so that it starts at once."""
    if serving == "probe":
        from interviewer.coding.inside import probe

        return probe.serve
    from interviewer.coding.inside import runner

    return runner.serve
