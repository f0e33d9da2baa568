"""The folder of an embedded index: held by one process, writable, and sound or else moved aside."""

import hashlib
import json
import os
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
GRAPH = "index_metadata.pickle"
"""Chroma writes it last of a graph's files, and only when it saves the graph."""
SEAL = "seal.json"

# SQLite's codes for busy, locked, read-only, input/output, full and cannot open: no reason to rebuild.
CIRCUMSTANCES = {5, 6, 8, 10, 13, 14}


class IndexFolder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: BaseFileLock | None = None
        self._sealed: list[tuple[str, int, int]] | None = None

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
        self._sealed = None

    def seal(self) -> None:
        """
        Writes down what the saved graphs hold, where they were saved anew since; they are on disk before.

        A graph that was being written when the process was killed does not match its seal any more: to load it could
        crash the process or lose entries unnoticed. Raises IndexUnavailable where that cannot be written.
        """
        try:
            stamps = self._stamps()
            if stamps != self._sealed and (stamps or self._seal()):
                self._write_seal()
            self._sealed = stamps
        except OSError as error:
            raise self.unusable(error.strerror or str(error)) from error

    def damage(self) -> str | None:
        """
        What is wrong with the database or a saved graph; None where all is sound or missing. 10 ms for 10 MB.

        Raises IndexUnavailable where they cannot be read.
        """
        try:
            stamps = self._stamps()
            if self._digests() != self._seal():
                return "its graph was not saved completely"
            self._sealed = stamps
        except OSError as error:
            raise self.unusable(error.strerror or str(error)) from error
        return self._damaged_database()

    def _stamps(self) -> list[tuple[str, int, int]]:
        return [(name, file.stat().st_size, file.stat().st_mtime_ns) for name, file in self._graph_files()]

    def _write_seal(self) -> None:
        for _, file in self._graph_files():
            with file.open("rb") as graph:
                os.fsync(graph.fileno())
        unfinished = self.path / f"{SEAL}.new"
        with unfinished.open("w") as opened:
            json.dump(self._digests(), opened)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(self.path / SEAL)

    def _graph_files(self) -> list[tuple[str, Path]]:
        """The names and paths of the files of each graph that was saved."""
        files = (file for saved in self.path.glob(f"*/{GRAPH}") for file in saved.parent.iterdir())
        return sorted((f"{file.parent.name}/{file.name}", file) for file in files)

    def _digests(self) -> dict[str, str]:
        found = {}
        for name, file in self._graph_files():
            with file.open("rb") as opened:
                found[name] = hashlib.file_digest(opened, "sha256").hexdigest()
        return found

    def _seal(self) -> object:
        try:
            return json.loads((self.path / SEAL).read_bytes())
        except (FileNotFoundError, ValueError):  # Where there is none, no graph may be there either.
            return {}

    def _damaged_database(self) -> str | None:
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
