"""What a run has graded so far, beside its output: a run that was killed goes on where it was."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from interviewer.batch.table import TableInvalid

_SECONDS = 1.0


class Journal:
    """Results by key, committed at the first one after each second; at most those of a second are ever done again."""

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self._path = path
        self._clock = clock
        try:
            self._connection = sqlite3.connect(path)
            self._connection.execute("CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, result TEXT NOT NULL)")
            self._done = dict(self._connection.execute("SELECT key, result FROM done"))
        except sqlite3.Error as error:
            raise TableInvalid(f"{path}, the journal of a run before, cannot be used ({error}); remove it") from error
        self._committed = clock()

    def __len__(self) -> int:
        return len(self._done)

    def find(self, key: str) -> dict[str, object] | None:
        found = self._done.get(key)
        result: dict[str, object] | None = None if found is None else json.loads(found)
        return result

    def add(self, key: str, result: dict[str, object]) -> None:
        text = json.dumps(result)
        self._done[key] = text
        self._connection.execute("INSERT OR REPLACE INTO done VALUES (?, ?)", (key, text))
        if self._clock() - self._committed >= _SECONDS:
            self._connection.commit()
            self._committed = self._clock()

    def close(self) -> None:
        """Keeps everything for the next run."""
        self._connection.commit()
        self._connection.close()

    def remove(self) -> None:
        """Once the output is written whole."""
        self.close()
        self._path.unlink(missing_ok=True)
