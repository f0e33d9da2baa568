"""Checks of code that are under way: each in a thread of its own, while any number of pages look on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from interviewer.coding.outcome import CaseOutcome
from knowledge.library import Progress
from ui.loading import Loading

_BROKEN = "the check broke off and nothing was kept of it; the terminal of the server says why. Your code is safe."

OnCase = Callable[[CaseOutcome], None]


@dataclass(frozen=True)
class Running:
    """
    A check as it stood when it was looked at: ``cases`` are those that have ended, of ``expected``.

    ``hidden`` tells a submission from a run on the public cases. ``failed``: it has ended, and kept nothing.
    """

    hidden: bool
    expected: int
    cases: Sequence[CaseOutcome]
    loading: Loading
    failed: bool = False


class Checks:
    """One check at a time for each interview; it goes on when its page is closed."""

    def __init__(self) -> None:
        self._there: dict[str, Running] = {}
        self._lock = Lock()

    def begin(self, interview_id: str, hidden: bool, expected: int, check: Callable[[OnCase], object]) -> None:
        """Begins the check, unless one is under way for this interview."""
        with self._lock:
            there = self._there.get(interview_id)
            if there and there.loading.is_running():
                return
            cases: list[CaseOutcome] = []

            def work(_: Progress) -> list[str]:
                check(cases.append)
                return []

            self._there[interview_id] = Running(hidden, expected, cases, Loading(work, _BROKEN))

    def at(self, interview_id: str) -> Running | None:
        """The check that is under way, or the last one if it failed; the result of any other is in the interview."""
        with self._lock:
            there = self._there.get(interview_id)
        if there is None or there.loading.is_running():
            return there and replace(there, cases=tuple(there.cases))
        return replace(there, failed=True) if there.loading.error else None
