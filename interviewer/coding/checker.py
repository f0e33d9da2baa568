"""Checks with the boxes of this machine: the tier is chosen at the first check, and kept."""

import threading
from collections.abc import Callable

from interviewer.coding.box import Boxes
from interviewer.coding.boxes.tier import Chosen
from interviewer.coding.exercise import Exercise
from interviewer.coding.outcome import CaseOutcome, Check

OnCase = Callable[[CaseOutcome], None]
# The code of an exercise in these boxes, on the hidden cases drawn with the key, or without one on the public cases.
Checking = Callable[[Exercise, str, Boxes, bytes | None, OnCase], Check]


class Checker:
    """Boxes are opened by the first call that needs them, and by ``isolation``; ``close`` ends them."""

    def __init__(self, choose: Callable[[], Chosen], own_code: Callable[[], Boxes], checking: Checking) -> None:
        self._choose = choose
        self._open_own = own_code
        self._checking = checking
        self._lock = threading.Lock()
        self._chosen: Chosen | None = None
        self._own: Boxes | None = None
        self._consented = False

    def isolation(self) -> Chosen:
        """The tier that holds on this machine, with how each was tried. The first call takes some seconds."""
        with self._lock:
            if self._chosen is None:
                self._chosen = self._choose()
            return self._chosen

    def consent(self) -> None:
        """
        From now on code runs without isolation where no tier holds: to be called only once the user has said that it
        is their own code, knowing what that means. Each such check says so in its tier.
        """
        self._consented = True

    def check(self, exercise: Exercise, source: str, key: bytes | None, on_case: OnCase) -> Check:
        """Raises BoxFailed where no tier holds and there is no consent, and where no box can be opened."""
        return self._checking(exercise, source, self._boxes(), key, on_case)

    def _boxes(self) -> Boxes:
        chosen = self.isolation()
        if chosen.boxes is not None or not self._consented:
            return chosen.required()
        with self._lock:
            self._own = self._own or self._open_own()
            return self._own

    def close(self) -> None:
        with self._lock:
            for boxes in (self._own, self._chosen.boxes if self._chosen else None):
                if boxes is not None:
                    boxes.close()
            self._chosen = self._own = None
