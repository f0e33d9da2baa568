"""Boxes forked from a process that is warm already, some of them in stock; each is used once."""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from interviewer.coding.box import Box, Ending, Limits, Tier
from interviewer.coding.boxes.once import Once
from interviewer.coding.boxes.zygote import OPEN_SECONDS, Forked, Zygote
from interviewer.errors import BoxFailed

STOCK = 4


class WarmBoxes:
    """
    ``start`` makes a zygote; it is called at the first box, and again when a zygote has died.

    The stock is filled up when a box ends, not when one opens, so that forking takes no time from a check.
    """

    def __init__(self, tier: Tier, start: Callable[[], Zygote], stock: int = STOCK) -> None:
        self._tier = tier
        self._start = start
        self._size = stock
        self._lock = threading.Lock()
        self._zygote: Zygote | None = None
        self._stock: deque[Forked] = deque()
        self._closed = False

    @property
    def tier(self) -> Tier:
        return self._tier

    def open(self, limits: Limits) -> Box:
        """One from the stock, or a new one. Raises BoxFailed."""
        with suppress(BoxFailed):  # it died while it waited; so a new one is made
            zygote, forked = self._from_stock()
            if forked is not None:
                return self._allowed(zygote, forked, limits)
        return self._new(limits, "runner")

    def probe(self, limits: Limits) -> Box:
        """A box that runs one text as it stands: see inside/probe.py. Raises BoxFailed."""
        return self._new(limits, "probe")

    def close(self) -> None:
        with self._lock:
            self._closed = True
            zygote, self._zygote = self._zygote, None
            self._discard_stock()
        if zygote is not None:
            zygote.close()

    def _new(self, limits: Limits, serving: str) -> Box:
        zygote = self._living()
        return self._allowed(zygote, zygote.fork(serving), limits)

    def _living(self) -> Zygote:
        with self._lock:
            if self._closed:
                raise BoxFailed("The boxes have been closed")
            if self._zygote is None or not self._zygote.alive:
                self._discard_stock()
                self._zygote = None
                zygote = self._start()
                zygote.wait()
                self._zygote = zygote
            return self._zygote

    def _from_stock(self) -> tuple[Zygote, Forked | None]:
        zygote = self._living()
        with self._lock:
            return zygote, self._stock.popleft() if self._stock else None

    def _allowed(self, zygote: Zygote, forked: Forked, limits: Limits) -> Box:
        try:
            forked.ends.allow(limits, OPEN_SECONDS)
        except BoxFailed:
            zygote.kill(forked)
            forked.ends.close_ours()
            raise
        return Box(
            *forked.ends.ours,
            end=Once(lambda: self._end(zygote, forked)),
            rest=lambda: zygote.signal(forked, "stop"),
            wake=lambda: zygote.signal(forked, "continue"),
        )

    def _end(self, zygote: Zygote, forked: Forked) -> Ending:
        ending = zygote.kill(forked)
        forked.ends.close_ours()
        with suppress(BoxFailed), self._lock:  # a dead zygote is noticed, and told, by the next box
            while zygote is self._zygote and zygote.alive and len(self._stock) < self._size:
                self._stock.append(zygote.fork("runner"))
        return ending

    def _discard_stock(self) -> None:
        while self._stock:
            self._stock.popleft().ends.close_ours()
