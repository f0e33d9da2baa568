"""Slow work that is done once, in a thread of its own, while any number of pages look on."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic

from interviewer.errors import InterviewerError
from interviewer.pace import Pace
from knowledge.errors import KnowledgeError
from knowledge.library import Progress


@dataclass(frozen=True)
class Stage:
    """``doing`` is for people, with the rate and the time left; ``share`` in 0..1 is how much of it is done."""

    doing: str
    share: float


class Loading:
    """
    Starts ``work`` at once. ``work`` reports its progress and returns notices for the user.

    Once it is no longer running, either ``error`` says why it failed, or the work is done. ``broken`` is its error
    where it ends in no foreseen way.
    """

    def __init__(
        self,
        work: Callable[[Progress], list[str]],
        broken: str = "the library could not be prepared; the terminal of the server says why",
    ) -> None:
        self.stage = Stage("Starting", 0.0)
        self.notices: list[str] = []
        self.error = ""
        self._work = work
        self._broken = broken
        self._pace = Pace(monotonic)
        self._thread = Thread(target=self._run, name="loading", daemon=True)
        self._thread.start()

    def is_running(self) -> bool:
        return self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Returns when the work has ended, or after so many seconds."""
        self._thread.join(seconds)

    def _run(self) -> None:
        # Stands unless one of the two ends below is reached, so that no failure passes for success.
        self.error = self._broken
        try:
            self.notices = self._work(self._progress)
            self.error = ""
        except (KnowledgeError, InterviewerError) as error:
            self.error = str(error)

    def _progress(self, doing: str, done: int, total: int) -> None:
        told = self._pace.told(doing, done, total)
        self.stage = Stage(f"{told[:1].upper()}{told[1:]}", min(done / total, 1.0) if total else 0.0)


class OnDemand:
    """Slow work that is begun when somebody asks for it, never twice at once. ``current`` is the last begun."""

    def __init__(self, begin: Callable[[], Loading]) -> None:
        self.current: Loading | None = None
        self._begin = begin
        self._lock = Lock()

    def begin(self) -> None:
        with self._lock:
            if self.current is None or not self.current.is_running():
                self.current = self._begin()
