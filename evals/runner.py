"""
Cases times graders times repeats, to rows in a store.

Every grade is committed before the next is asked for. Killed at any moment and run again, it asks for what is missing
and for what was an error. Lost at a kill are only grades on their way: of a grader that asks a server at most its
``concurrency``, of which the server may want to be paid; of an offline one at most a batch.
"""

import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from types import FrameType

from evals.asking import Heard, ask_in_time
from evals.budget import Price, Spending
from evals.contender import Contender
from evals.entry import Entry
from evals.on_way import OnWay
from evals.record import Todo, called, copied, failed, recorded, refused
from evals.rows import Place, Row, Store

BATCH = 32
HUNG_AT_MOST = 3
FAILED_AT_MOST = 5
INTERRUPTED = "it was interrupted"

Watch = Callable[[str, int], None]


@dataclass(frozen=True)
class Terms:
    """What holds for a whole run; ``clock`` tells the time of day for rows."""

    clock: Callable[[], datetime]
    runs: int = 1
    price: Price | None = None
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Tally:
    """
    Rows: ``found`` as they were wanted, ``cached`` (copied from the same grade elsewhere), and new ones by status.

    ``errors`` are counted by grader and reason. ``left`` are rows that were not asked for, by the reason. ``asking`` is
    the seconds spent in graders.
    """

    found: int = 0
    cached: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    asking: float = 0.0


class _Stop(Exception):
    """No further grade is asked of this contender; the message says why."""


class Runner:
    """``watch`` is told a grader's name and how many more of its rows are there."""

    def __init__(self, store: Store, terms: Terms, spending: Spending, watch: Watch = lambda *_: None) -> None:
        self.tally = Tally()
        self.spending = spending
        self._store = store
        self._terms = terms
        self._watch = watch
        self._interrupted = False

    def run(self, entries: Sequence[Entry], contenders: Sequence[Contender]) -> Tally:
        """One contender after another. In the main thread alone."""
        done = self._store.done()
        for contender in contenders:
            groups = self._groups(entries, contender, done)
            try:
                for key, heard in self._answers(contender, [group[0] for group in groups.values()]):
                    self._settle(contender, groups[key], heard)
                    del groups[key]
            except KeyboardInterrupt:
                self._interrupted = True
                self._leave(contender, INTERRUPTED, groups)
            except _Stop as stop:
                self._leave(contender, str(stop), groups)
        return self.tally

    def _groups(
        self, entries: Sequence[Entry], contender: Contender, done: Mapping[Place, str]
    ) -> dict[str, list[Todo]]:
        """What is to be asked for, by key: of grades that may stand for each other, the first."""
        groups: dict[str, list[Todo]] = {}
        known = set(done.values())
        found = 0
        for run, entry in product(range(self._terms.runs), entries):
            todo = Todo(entry, run, entry.key(contender, run))
            if done.get(todo.place(contender)) == todo.key:
                found += 1
            elif isinstance(entry.question, str):
                self._add(contender, refused(todo, contender, self._now(), entry.question))
            elif todo.key in known and (row := self._store.find(todo.key)):
                self._add(contender, copied(todo, self._now(), row))
            else:
                groups.setdefault(todo.key, []).append(todo)
        self.tally.found += found
        self._watch(contender.name, found)
        return groups

    def _answers(self, contender: Contender, todos: Sequence[Todo]) -> Iterator[tuple[str, Heard]]:
        if self._interrupted:
            raise _Stop(INTERRUPTED)
        return self._uninterrupted(contender, todos) if contender.paid else self._from_here(contender, todos)

    def _from_here(self, contender: Contender, todos: Sequence[Todo]) -> Iterator[tuple[str, Heard]]:
        hung = 0
        # The first alone: with it a grader loads what it needs.
        for chunk in (todos[:1], *(todos[start : start + BATCH] for start in range(1, len(todos), BATCH))):
            answers = ask_in_time(contender, [todo.pair for todo in chunk])
            for todo in chunk:
                began = time.perf_counter()
                heard = next(answers)
                self.tally.asking += time.perf_counter() - began
                yield todo.key, heard
                hung = hung + 1 if heard.hung else 0
                if hung == HUNG_AT_MOST:
                    raise _Stop(f"it hung on {HUNG_AT_MOST} answers in a row")

    def _uninterrupted(self, contender: Contender, todos: Sequence[Todo]) -> Iterator[tuple[str, Heard]]:
        """Ctrl-C ends it after what is on its way; a second one at once."""

        def note(_: int, __: FrameType | None) -> None:
            if self._interrupted:
                raise KeyboardInterrupt
            self._interrupted = True

        before = signal.signal(signal.SIGINT, note)
        try:
            yield from self._from_server(contender, todos)
        finally:
            signal.signal(signal.SIGINT, before)

    def _from_server(self, contender: Contender, todos: Sequence[Todo]) -> Iterator[tuple[str, Heard]]:
        """Whatever stops it, what is on its way is waited for: it is paid."""
        waiting, on_way = deque(todos), OnWay(contender)
        stop, failures, places = "", 0, 1  # the first alone: with it the server is tried out
        while True:
            stop = stop or (INTERRUPTED if self._interrupted else self._send(contender, waiting, on_way, places))
            if not len(on_way):
                break
            todo, heard = self._receive(on_way)
            yield todo.key, heard
            failures = failures + 1 if failed(heard.grade) else 0
            places = 1 if failures else contender.concurrency
            if failures >= FAILED_AT_MOST:
                stop = stop or f"it failed {failures} times in a row"
        if stop:
            raise _Stop(stop)

    def _send(self, contender: Contender, waiting: deque[Todo], on_way: OnWay, places: int) -> str:
        """As many as there are places; why none may be sent, or empty."""
        while waiting and len(on_way) < places:
            rest = contender.rest()
            if rest and len(on_way):
                break  # what comes in meanwhile is to be committed
            if rest:
                self._terms.sleep(rest)
            stop = self.spending.refusal(len(on_way))
            if stop:
                return stop
            on_way.send(waiting.popleft())
        return ""

    def _receive(self, on_way: OnWay) -> tuple[Todo, Heard]:
        began = time.perf_counter()
        try:
            return on_way.receive()
        finally:
            self.tally.asking += time.perf_counter() - began

    def _settle(self, contender: Contender, todos: Sequence[Todo], heard: Heard) -> None:
        row = recorded(todos[0], contender, self._now(), heard, self._terms.price)
        if contender.paid and called(heard.grade):
            self.spending.charge(row.cost)
        self._add(contender, row)
        for todo in todos[1:]:
            self._add(contender, copied(todo, row.at, row))

    def _add(self, contender: Contender, row: Row) -> None:
        self._store.add(row)
        if row.cached:
            self.tally.cached += 1
        else:
            self.tally.statuses[row.status] += 1
        if row.status == "error":
            self.tally.errors[f"{contender.name}: {row.reason}"] += 1
        self._watch(contender.name, 1)

    def _leave(self, contender: Contender, reason: str, groups: Mapping[str, Sequence[Todo]]) -> None:
        left = sum(map(len, groups.values()))
        if left:
            self.tally.left[f"{contender.name}: {reason}"] += left

    def _now(self) -> str:
        return self._terms.clock().isoformat(timespec="milliseconds")
