"""How far work is, how fast it goes and how long it will take, in words."""

from collections.abc import Callable
from math import ceil


class Pace:
    """Measures what is reported of one kind of work after another. ``clock`` gives seconds from any moment on."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._doing = ""
        self._began = 0.0
        self._done = 0

    def told(self, doing: str, done: int, total: int) -> str:
        """What is being done in words; the rate is that since it was first reported."""
        now = self._clock()
        if doing != self._doing or done < self._done:
            self._doing, self._began, self._done = doing, now, done
        passed = now - self._began
        return words(doing, done, total, (done - self._done) / passed if passed > 0 else 0.0)


def words(doing: str, done: int, total: int, rate: float) -> str:
    """
    "embedding 1,200 of 5,000, 85 a second, about 45 s left"

    ``rate`` is in things a second, 0 while it is not known; without a ``total`` only what is being done is told.
    """
    if not total:
        return doing
    told = f"{doing} {done:,} of {total:,}"
    if rate <= 0 or done >= total:
        return told
    return f"{told}, {_rate(rate)}, about {_duration((total - done) / rate)} left"


def _rate(rate: float) -> str:
    if rate >= 10:
        return f"{rate:,.0f} a second"
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"


def _duration(seconds: float) -> str:
    if seconds < 100:
        return f"{ceil(seconds)} s"
    minutes = ceil(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes / 60:.1f} h"
