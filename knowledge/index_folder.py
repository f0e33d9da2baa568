"""The folder of an embedded index: held by one process, writable, and sound or else moved aside."""

import sqlite3
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import IndexInUse, IndexUnavailable

if TYPE_CHECKING:
    from filelock import BaseFileLock

DATABASE = "chroma.sqlite3"

# SQLite's codes for busy, locked, read-only, input/output, full and cannot open: no reason to rebuild.
CIRCUMSTANCES = {5, 6, 8, 10, 13, 14}


class IndexFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: BaseFileLock | None = None

    def hold(self) -> None:
        """
        Makes the folder where it is missing and keeps other processes out until ``release``.

        Raises IndexInUse where one holds it, IndexUnavailable where it cannot be written.
        """
        from filelock import FileLock, Timeout

        if self._lock:
            return
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            # Read-only files would look like damage later on.
            with tempfile.TemporaryFile(dir=self.path):
                pass
            database = self.path / DATABASE
            if database.exists():
                with database.open("r+b"):
                    pass
            # Beside the folder, which may be moved. One thread takes the lock and another may release it.
            lock = FileLock(self.path.with_name(f"{self.path.name}.lock"), thread_local=False)
            lock.acquire(blocking=False)
        except Timeout as error:
            raise IndexInUse(
                f"the search index in {self.path} is in use by another process; "
                "stop that one, or share a Chroma server by setting INTERVIEWER_CHROMA_URL"
            ) from error
        except OSError as error:
            raise self.unusable(error.strerror or str(error)) from error
        self._lock = lock

    def release(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None

    def damage(self) -> str | None:
        """What SQLite finds wrong with the database; None where it is sound or missing. 10 ms for 10 MB."""
        database = self.path / DATABASE
        if not database.exists():
            return None
        try:
            with closing(sqlite3.connect(database, timeout=1)) as connection:
                (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in CIRCUMSTANCES:
                raise self.unusable(str(error)) from error
            return str(error)
        return None if verdict == "ok" else str(verdict)

    def set_aside(self, why: str) -> str:
        """Moves the folder, whatever is in it, out of the way and starts an empty one. Returns the notice."""
        numbers = (self.path.with_name(f"{self.path.name}.broken-{number}") for number in count(1))
        aside = next(path for path in numbers if not path.exists())
        try:
            self.path.rename(aside)
            self.path.mkdir()
        except OSError as error:
            raise self.unusable(error.strerror or str(error)) from error
        return (
            f"The search index in {self.path} was damaged ({' '.join(why.split())}). "
            f"It was moved to {aside} and is made anew."
        )

    def unusable(self, why: str) -> IndexUnavailable:
        return IndexUnavailable(
            f"the search index in {self.path} cannot be used: {why}. "
            "Make the folder writable with room on its disk, or name another one in INTERVIEWER_DATA_DIR."
        )
