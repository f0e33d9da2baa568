"""What has been graded so far, on disk, so that a run that was killed goes on and pays for nothing twice."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from interviewer.errors import StoreUnavailable

# Marks a file as ours: "IVGJ".
_APPLICATION = 0x4956474A
_BESIDE = ("", "-wal", "-shm")


class Journal:
    """
    Results by key, in one SQLite file that belongs to one process at a time.

    What was kept survives the death of the process at any moment, though not always a power cut.
    """

    def __init__(self, path: Path) -> None:
        """Opens or makes the file. Raises StoreUnavailable: in use, not writable, or no journal."""
        self._path = path
        with self._told():
            self._connection = sqlite3.connect(path, timeout=0.5, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except StoreUnavailable:
            self._connection.close()
            raise

    def get(self, key: str) -> str | None:
        row = self._connection.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def keep(self, results: Mapping[str, str]) -> None:
        """Commits them together before it returns; a key that is there stays as it is. Raises StoreUnavailable."""
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany("INSERT OR IGNORE INTO results VALUES (?, ?)", results.items())
            except sqlite3.DatabaseError:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def clear(self) -> None:
        with self._told():
            self._connection.execute("DELETE FROM results")

    def remove(self) -> None:
        """Closes the journal and removes its file: what it held is now elsewhere."""
        self._connection.close()
        for ending in _BESIDE:
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def _prepare(self) -> None:
        # Exclusive: a second run on the same output would grade, and pay for, the same rows. In this mode a commit
        # costs no wait for the disk, so that each grade can have its own.
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN IMMEDIATE")
        marked = self._connection.execute("PRAGMA application_id").fetchone()[0]
        empty = not self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        if marked != _APPLICATION and not empty:
            raise sqlite3.DatabaseError("it holds other tables")
        self._connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
        )
        self._connection.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise StoreUnavailable(
                    f"{self._path} is in use: the same output is being graded; wait for it, or write to another file"
                ) from error
            raise StoreUnavailable(
                f"{self._path} cannot be written ({error}); make room and its folder writable, then run it again"
            ) from error
        except sqlite3.DatabaseError as error:
            raise StoreUnavailable(
                f"{self._path} is no journal of this program ({error}); move it away, or write to another file"
            ) from error
