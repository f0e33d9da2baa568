"""
Search by meaning: the only file that knows Chroma.

The index is a cache. Whatever becomes of it, the next ``sync`` makes it whole again from the entries.
"""

import hashlib
import re
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from urllib.parse import urlsplit

from knowledge.embedder import Embedder
from knowledge.errors import IndexInUse, IndexUnavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from filelock import BaseFileLock

Kind = Literal["question", "passage"]
_T = TypeVar("_T")

_LAYOUT = "1"  # to be raised when entries are stored in another way
_BATCH = 256
_CONNECT_SECONDS = 3.0
_DATABASE = "chroma.sqlite3"
# SQLite's codes for busy, locked, read-only, input/output, full and cannot open: no reason to rebuild anything.
_CIRCUMSTANCES = {5, 6, 8, 10, 13, 14}


@dataclass(frozen=True)
class Entry:
    """``id`` follows the content: another text has another id."""

    id: str
    kind: Kind
    document_id: str
    text: str
    topic: str = ""


@dataclass(frozen=True)
class Hit:
    """``similarity`` is the cosine, -1 to 1."""

    id: str
    kind: Kind
    document_id: str
    text: str
    similarity: float


@dataclass(frozen=True)
class SyncReport:
    """``rebuilt`` says, for users, why the index had to be made anew; None where it had not."""

    added: int
    removed: int
    rebuilt: str | None


class Index:
    """
    Entries by meaning, in a Chroma server at ``url`` or, without one, in ``folder``, for one process at a time.

    Nothing is opened before the first use. Safe to share between threads. Every method but ``close`` raises
    IndexUnavailable where Chroma cannot be reached or written, and IndexInUse where another process holds the folder.
    """

    def __init__(self, folder: Path | None, url: str | None, embedder: Embedder) -> None:
        if not folder and not url:
            raise IndexUnavailable("the index has neither a folder nor a server; set INTERVIEWER_CHROMA_URL")
        self._folder = folder
        self._url = url
        self._embedder = embedder
        self._thread_lock = RLock()
        self._file_lock: BaseFileLock | None = None
        self._client: ClientAPI | None = None
        self._damage: str | None = None

    def close(self) -> None:
        """Lets another process have the folder. The next use opens it again."""
        with self._thread_lock:
            if self._client:
                self._client.close()
                self._client = None
            if self._file_lock:
                self._file_lock.release()
                self._file_lock = None

    def sync(self, entries: Iterable[Entry], progress: Callable[[int, int], None]) -> SyncReport:
        """
        Makes the index hold exactly these entries; only new ones are embedded.

        ``progress`` gets how many of the new ones are done, and their number. A sync that was interrupted
        continues where it stopped when called again.
        """
        wanted = {entry.id: entry for entry in entries}
        self.mark_current("")
        stored = set(self._do(lambda collection: collection.get(include=[])["ids"]))
        gone = sorted(stored - wanted.keys())
        new = [entry for entry in wanted.values() if entry.id not in stored]
        for start in range(0, len(gone), _BATCH):
            batch = gone[start : start + _BATCH]
            self._do(lambda collection, batch=batch: collection.delete(ids=batch))
        for start in range(0, len(new), _BATCH):
            self._add(new[start : start + _BATCH])
            progress(min(start + _BATCH, len(new)), len(new))
        rebuilt, self._damage = self._damage, None
        return SyncReport(len(new), len(gone), rebuilt)

    def is_current(self, revision: str) -> bool:
        """Whether ``mark_current`` was called with that revision, and nothing was synced or lost since."""
        return bool(revision) and self._do(lambda collection: _revision(collection) == revision)

    def mark_current(self, revision: str) -> None:
        """Keeps a name for what the index holds; call it when a sync is complete."""

        def keep(collection: "Collection") -> None:
            if _revision(collection) != revision:
                collection.modify(metadata=self._metadata(revision))

        self._do(keep)

    def count(self) -> int:
        return self._do(lambda collection: collection.count())

    def search(
        self, text: str, k: int, kind: Kind | None = None, document_id: str | None = None
    ) -> list[Hit]:
        """The ``k`` entries nearest to the text, nearest first; fewer where there are fewer."""
        return self._query([text], k, _where(kind, document_id))[0]

    def similar(self, texts: Sequence[str], k: int, kind: Kind | None = None) -> list[list[Hit]]:
        """For each text the ``k`` entries nearest to it, nearest first."""
        return self._query(texts, k, _where(kind, None))

    def _query(self, texts: Sequence[str], k: int, where: dict[str, Any] | None) -> list[list[Hit]]:
        if not texts or k < 1:
            return [[] for _ in texts]
        vectors = self._embedder.encode(texts)
        found = self._do(
            lambda collection: collection.query(query_embeddings=vectors, n_results=k, where=where)
        )
        if self._damage:
            raise IndexUnavailable(f"{self._damage} Nothing can be found until it is filled again: start anew.")
        rows = zip(found["ids"], found["documents"], found["metadatas"], found["distances"], strict=True)
        return [[_hit(*hit) for hit in zip(*row, strict=True)] for row in rows]

    def _add(self, entries: Sequence[Entry]) -> None:
        vectors = self._embedder.encode([entry.text for entry in entries])
        self._do(
            lambda collection: collection.upsert(
                ids=[entry.id for entry in entries],
                embeddings=vectors,
                documents=[entry.text for entry in entries],
                metadatas=[
                    {"kind": entry.kind, "document_id": entry.document_id, "topic": entry.topic}
                    for entry in entries
                ],
            )
        )

    def _do(self, operation: "Callable[[Collection], _T]") -> _T:
        import httpx
        from chromadb.errors import ChromaError

        name = f"interviewer-{_short_hash(self._embedder.fingerprint, _LAYOUT)}"
        with self._thread_lock:
            client = self._client = self._client or self._open()
            try:
                # Asked for every time (1 ms): a server may have been emptied since.
                return operation(self._collection(client))
            except (ChromaError, httpx.HTTPError) as error:
                raise self._unavailable(error) from error

    def _collection(self, client: "ClientAPI") -> "Collection":
        graph: dict[str, Any] = {"space": "cosine"}
        if not self._url:
            # The graph stays in memory and is made again from SQLite at each start (0.4 s for 3,000 entries). A damaged
            # graph on disk would crash the process or silently lose entries; damage to SQLite is found by _open.
            graph["sync_threshold"] = 1_000_000_000
        return client.get_or_create_collection(
            f"interviewer-{_short_hash(self._embedder.fingerprint, _LAYOUT)}",
            metadata=self._metadata(""),
            configuration={"hnsw": graph},
            embedding_function=None,
        )
