"""What each grader gave to each case: rows in one SQLite file, a commit a row."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from evals.cases import Case

APPLICATION, SCHEMA = 0x45564C53, 1
BUSY_SECONDS = 30.0
CHECKPOINT_PAGES = 10_000  # rarely, since it waits for the disk

Status = Literal["graded", "unscored", "error"]
Place = tuple[str, str, str, str, int]
"""What no two rows share: dataset, case_id, grader, version, run."""
Columns = Mapping[str, NDArray[Any]]

_TABLES = """
CREATE TABLE IF NOT EXISTS cases (
    dataset TEXT NOT NULL, case_id TEXT NOT NULL, question_id TEXT NOT NULL, split TEXT NOT NULL, given REAL NOT NULL,
    content TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (dataset, case_id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows (
    dataset TEXT NOT NULL, case_id TEXT NOT NULL, question_id TEXT NOT NULL, split TEXT NOT NULL, grader TEXT NOT NULL,
    version TEXT NOT NULL, run INTEGER NOT NULL, score REAL, status TEXT NOT NULL, reason TEXT NOT NULL,
    rung TEXT NOT NULL, seconds REAL NOT NULL, prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL,
    cost REAL, verdicts TEXT NOT NULL, confidence REAL, flags TEXT NOT NULL, cached INTEGER NOT NULL, at TEXT NOT NULL,
    model TEXT NOT NULL, content TEXT NOT NULL, key TEXT NOT NULL,
    UNIQUE (dataset, case_id, grader, version, run)
);
CREATE INDEX IF NOT EXISTS rows_by_key ON rows (key) WHERE status <> 'error';
"""


class BadStore(Exception):
    """The message names the file, what is wrong with it and the remedy."""


@dataclass(frozen=True)
class Row:
    """
    What one version of a grader gave to one case in one run; ``score`` is in 0..1, and None unless it ``graded``.

    "unscored" is a refusal that the grader would repeat ("too long"); an "error" (it raised, hung, gave a score off the
    scale, or its model failed) may pass, and is tried again by the next run. ``reason`` says why there is no score.
    ``seconds`` is an equal share of the time that a batch took. ``cost`` is None where a language model graded and no
    price is known. ``verdicts`` is JSON, a list of objects with key_point, verdict, support and evidence (the two ends
    in the answer, or null); ``flags`` a JSON list. A ``cached`` row was copied from one with the same ``key``: what it
    cost was paid there. ``at`` is ISO 8601 in UTC. ``content`` is ``content_of`` the case as graded, ``key`` a hash of
    everything that the grade hangs on.
    """

    dataset: str
    case_id: str
    question_id: str
    split: str
    grader: str
    version: str
    run: int
    score: float | None
    status: Status
    reason: str = ""
    rung: str = ""
    seconds: float = 0.0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = 0.0
    verdicts: str = "[]"
    confidence: float | None = None
    flags: str = "[]"
    cached: bool = False
    at: str = ""
    model: str = ""
    content: str = ""
    key: str = ""


def content_of(case: Case) -> str:
    """A hash of what is graded: neither the human score nor the id is part of it."""
    return hashlib.sha256(json.dumps([case.question, case.reference, case.answer]).encode()).hexdigest()


NAMES = tuple(field.name for field in fields(Row))
_INSERT = f"INSERT OR REPLACE INTO rows ({', '.join(NAMES)}) VALUES ({', '.join('?' * len(NAMES))})"  # noqa: S608
_VALUES = attrgetter(*NAMES)
_NUMBERS = {"score", "cost", "confidence", "seconds", "given"}
_COUNTS = {"run", "prompt_tokens", "completion_tokens"}


class Store:
    """
    Rows and the cases that they are about. Killed at any moment, it has every row whose ``add`` returned.

    Made by ``reading`` or ``writing``; used in the thread that made it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, row: Row) -> None:
        """Replaces an earlier row in the same place."""
        self._connection.execute(_INSERT, _VALUES(row))

    def find(self, key: str) -> Row | None:
        """A row with that key that is no error."""
        query = f"SELECT {', '.join(NAMES)} FROM rows WHERE key = ? AND status <> 'error' LIMIT 1"  # noqa: S608
        found = self._connection.execute(query, (key,)).fetchone()
        return _row(found) if found else None

    def done(self) -> dict[Place, str]:
        """The key of the row in each place, without errors."""
        query = "SELECT dataset, case_id, grader, version, run, key FROM rows WHERE status <> 'error'"
        return {(d, c, g, v, r): key for d, c, g, v, r, key in self._connection.execute(query)}

    def put_cases(self, dataset: str, cases: Iterable[Case]) -> None:
        """Replaces the dataset's cases; rows of a case that is no longer there stay, and are joined to nothing."""
        values = [
            (dataset, case.id, case.question_id, case.split, case.score, content_of(case), case.model_dump_json())
            for case in cases
        ]
        with self._transaction():
            self._connection.execute("DELETE FROM cases WHERE dataset = ?", (dataset,))
            self._connection.executemany("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def cases(self) -> dict[tuple[str, str], Case]:
        """Every case by dataset and id."""
        query = "SELECT dataset, case_id, body FROM cases ORDER BY dataset, case_id"
        return {(name, case_id): Case.model_validate_json(body) for name, case_id, body in self._all(query)}

    def rows(self) -> list[Row]:
        """By dataset, grader, version, run and case."""
        order = "dataset, grader, version, run, case_id"
        return [_row(found) for found in self._all(f"SELECT {', '.join(NAMES)} FROM rows ORDER BY {order}")]  # noqa: S608

    def columns(self, *names: str) -> Columns:
        """
        The rows joined to their cases by dataset and id, (n,) a column, in the order of ``rows``.

        ``names`` are fields of a Row, or "given" for the case's score; all of them where none is named. Numbers that
        are None become NaN. A row whose case is not in the store, or was edited since it was graded, is left out.
        """
        wanted = names or (*NAMES, "given")
        unknown = [name for name in wanted if name not in {*NAMES, "given"}]
        if unknown:
            raise ValueError(f"rows have no column {', '.join(unknown)}")
        order = "rows.dataset, grader, version, run, rows.case_id"
        listed = ", ".join("given" if name == "given" else f"rows.{name}" for name in wanted)
        query = f"SELECT {listed} FROM rows JOIN cases USING (dataset, case_id, content) ORDER BY {order}"  # noqa: S608
        found = self._all(query)
        columns: Sequence[Sequence[Any]] = list(zip(*found, strict=True)) if found else [()] * len(wanted)
        return {name: _column(name, column) for name, column in zip(wanted, columns, strict=True)}

    def _all(self, query: str) -> list[Any]:
        return self._connection.execute(query).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


@contextmanager
def writing(path: Path, *, durable: bool = False) -> Iterator[Store]:
    """
    The store of a run, made where it is not there. One run at a time: a second would pay for the same grades.

    A ``durable`` one loses no row to a loss of power either, for a few milliseconds a row. Raises BadStore.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(f"{path}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BadStore(f"{path} is in use by another run; wait for it, or name another with --store") from error
    except OSError as error:
        raise BadStore(f"{path} cannot be written ({error.strerror}); name another with --store") from error
    try:
        with _connected(path) as connection:
            _prepare(path, connection)
            connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            yield Store(connection)
    finally:
        lock.release()


@contextmanager
def reading(path: Path) -> Iterator[Store]:
    """A store as it stands, also while a run writes to it. Raises BadStore, also where there is none."""
    if not path.is_file():
        raise BadStore(f"{path} is not there; make it with python -m evals run --store {path}")
    with _connected(path) as connection:
        connection.execute("PRAGMA query_only=ON")
        if _made_for(connection) != (APPLICATION, SCHEMA):
            raise _foreign(path)
        yield Store(connection)


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        # Without a level every statement outside a transaction is committed by itself.
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise BadStore(f"{path} cannot be opened ({error}); name another with --store") from error
    try:
        yield connection
    except sqlite3.Error as error:
        raise BadStore(f"{path} cannot be used ({error}); name another with --store, or make room") from error
    finally:
        connection.close()


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
        connection.execute(f"PRAGMA application_id={APPLICATION}")
        connection.execute(f"PRAGMA user_version={SCHEMA}")
    if _made_for(connection) != (APPLICATION, SCHEMA):
        raise _foreign(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
    connection.executescript(_TABLES)


def _made_for(connection: sqlite3.Connection) -> tuple[int, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return application, connection.execute("PRAGMA user_version").fetchone()[0]


def _foreign(path: Path) -> BadStore:
    return BadStore(f"{path} holds no rows that this version can read; name another with --store")


def _row(found: Sequence[Any]) -> Row:
    values = dict(zip(NAMES, found, strict=True))
    return Row(**{**values, "cached": bool(values["cached"])})


def _column(name: str, values: Sequence[Any]) -> NDArray[Any]:
    if name in _NUMBERS:
        return np.array([np.nan if value is None else value for value in values], np.float64)
    if name in _COUNTS:
        return np.array(values, np.int64)
    if name == "cached":
        return np.array(values, np.bool_)
    return np.array(values, np.object_)  # texts of a fixed width would take the width of the longest
