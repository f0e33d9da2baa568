"""A box with no walls: to show that the attacks on boxes are attacks."""

import os
import signal
import subprocess
import sys

from interviewer.coding.box import Box, Ending, Limits, Tier
from interviewer.coding.boxes.ends import Ends

_PROGRAM = (
    "import os, sys; sys.path.insert(0, sys.argv[1]); from interviewer.coding.inside.probe import serve; "
    "replies = os.dup(1); os.dup2(2, 1); os.dup2(0, 9); serve(os.dup(0), replies)"
)


class Unconfined:
    """A shell stands between, as the parent that attacks are aimed at."""

    def __init__(self, project: str) -> None:
        self._project = project

    tier = Tier.OWN_CODE

    def open(self, limits: Limits) -> Box:
        return self.probe(limits)

    def close(self) -> None:
        """Nothing is kept between boxes."""

    def probe(self, limits: Limits) -> Box:
        ends = Ends.make()
        process = subprocess.Popen(
            ["/bin/sh", "-c", '"$@"; true', "sh", sys.executable, "-c", _PROGRAM, self._project],
            stdin=ends.theirs[0],
            stdout=ends.theirs[1],
            stderr=ends.theirs[2],
            start_new_session=True,
        )
        ends.close_theirs()

        def end() -> Ending:
            os.killpg(process.pid, signal.SIGKILL)
            ends.close_ours()
            return Ending(process.wait())

        return Box(*ends.ours, end=end)
