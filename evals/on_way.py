"""Answers that a server is grading, each in a thread."""

import time
from queue import Empty, SimpleQueue
from threading import Thread

from evals.asking import Heard, ask
from evals.contender import Contender
from evals.record import Todo


class OnWay:
    """
    One that does not come back within the contender's limit counts as hung; whatever it still brings is not heard.

    The threads end with the program, done or not.
    """

    def __init__(self, contender: Contender) -> None:
        self._contender = contender
        self._heard: SimpleQueue[tuple[int, Heard]] = SimpleQueue()
        self._sent: dict[int, tuple[Todo, float]] = {}
        self._count = 0

    def __len__(self) -> int:
        return len(self._sent)

    def send(self, todo: Todo) -> None:
        number = self._count = self._count + 1
        self._sent[number] = todo, time.monotonic()
        Thread(
            target=lambda: self._heard.put((number, ask(self._contender, todo.pair))),
            name=f"{self._contender.name} {number}",
            daemon=True,
        ).start()

    def receive(self) -> tuple[Todo, Heard]:
        """The next that comes back or is given up. Of something that was sent."""
        while True:
            oldest = min(self._sent, key=lambda number: self._sent[number][1])
            waited = time.monotonic() - self._sent[oldest][1]
            try:
                number, heard = self._heard.get(timeout=max(self._contender.limit - waited, 0.001))
            except Empty:
                todo, sent = self._sent.pop(oldest)
                reason = f"it did not answer within {self._contender.limit:g} s"
                return todo, Heard(reason, time.monotonic() - sent, hung=True)
            if number in self._sent:
                return self._sent.pop(number)[0], heard
