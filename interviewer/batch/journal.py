"""What a run has graded so far, beside its output: a run that was killed goes on where it was."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from interviewer.batch.table import TableInvalid

_SECONDS = 1.0


class Journal:
    """
    Results by key, committed at the first one after each second, and whenever ``commit`` is called.

    One run at a time writes to it: a second one would grade, and pay for, the same answers.
    """

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self._path = path
        self._clock = clock
        try:
            self._connection = sqlite3.connect(path, timeout=0.5, isolation_level=None)
            # Held from here to the end, but for the moment of each commit; reading stays possible.
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, result TEXT NOT NULL)")
            self._done = dict(self._connection.execute("SELECT key, result FROM done"))
        except sqlite3.Error as error:
            raise _unusable(path, error) from error
        self._committed = clock()
        self._open = True

    def __len__(self) -> int:
        return len(self._done)

    def find(self, key: str) -> dict[str, object] | None:
        found = self._done.get(key)
        result: dict[str, object] | None = None if found is None else json.loads(found)
        return result

    def add(self, key: str, result: dict[str, object]) -> None:
        text = json.dumps(result)
        self._done[key] = text
        try:
            self._connection.execute("INSERT OR REPLACE INTO done VALUES (?, ?)", (key, text))
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error
        if self._clock() - self._committed >= _SECONDS:
            self.commit()

    def commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error
        self._committed = self._clock()

    def clear(self) -> None:
        """Forgets what a run before has graded."""
        self._connection.execute("DELETE FROM done")
        self._done.clear()
        self.commit()

    def close(self) -> None:
        """Keeps everything for the next run. Closing twice is closing once."""
        if self._open:
            self._open = False
            self._connection.commit()
            self._connection.close()

    def remove(self) -> None:
        """Once the output is written whole."""
        self.close()
        self._path.unlink(missing_ok=True)


def _unusable(path: Path, error: sqlite3.Error) -> TableInvalid:
    # Not every error of the module comes from SQLite with a code.
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
        return TableInvalid(f"{path} is in use: another run is writing this output; wait for it or choose another file")
    return TableInvalid(
        f"{path}, the journal of what is graded, cannot be used ({error}); make room for it, or remove it"
    )
