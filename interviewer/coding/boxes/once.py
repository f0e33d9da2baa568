"""Something that is done once, whoever asks for it and however often."""

import threading
from collections.abc import Callable

from interviewer.coding.box import Ending


class Once:
    """What it does it does once, whichever thread asks first; the others wait, and are told the same."""

    def __init__(self, act: Callable[[], Ending]) -> None:
        self._act = act
        self._lock = threading.Lock()
        self._ending: Ending | None = None

    def __call__(self) -> Ending:
        with self._lock:
            if self._ending is None:
                self._ending = self._act()
            return self._ending
