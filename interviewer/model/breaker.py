"""Lets a server that keeps failing rest, so that nobody waits for it in vain."""

from threading import Lock

FAILURES = 3
REST_SECONDS = 30.0


class Breaker:
    """
    Opens after three failures in a row. For 30 s it admits nothing, then one trial, whose outcome decides.

    Times are seconds of one monotonic clock. Safe to share between threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._failures = 0
        self._rest_until = 0.0
        self._trial = False

    def resting(self, now: float) -> bool:
        with self._lock:
            return self._failures >= FAILURES and (self._trial or now < self._rest_until)

    def rest(self, now: float) -> float:
        """The seconds until it admits a trial; 0 where it admits everything."""
        with self._lock:
            return max(self._rest_until - now, 0.0) if self._failures >= FAILURES else 0.0

    def admits(self, now: float) -> bool:
        """Whether a request may go out. One that does is settled or released afterwards, whatever becomes of it."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._trial or now < self._rest_until:
                return False
            self._trial = True
            return True

    def settle(self, served: bool, now: float) -> None:
        with self._lock:
            self._failures = 0 if served else self._failures + 1
            self._rest_until = now + REST_SECONDS

    def release(self) -> None:
        """Ends a trial; without an outcome before it, the next request is the trial."""
        with self._lock:
            self._trial = False
