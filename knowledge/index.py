"""
Search by meaning: the only file that knows Chroma.

The index is a cache. Whatever becomes of it, the next ``sync`` makes it whole again from the entries.
"""

import hashlib
import re
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from knowledge.embedder import Embedder
from knowledge.errors import IndexUnavailable
from knowledge.index_folder import CIRCUMSTANCES, IndexFolder

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_T = TypeVar("_T")

_LAYOUT = "1"  # to be raised when entries are stored in another way
_BATCH = 256
_PATIENCE = 3.0  # seconds for a server to accept a connection


@dataclass(frozen=True)
class Entry:
    """``kind`` is "question" or "passage"; ``id`` follows the content: another text has another id."""

    id: str
    kind: str
    document_id: str
    text: str
    topic: str = ""


@dataclass(frozen=True)
class Hit:
    """``similarity`` is the cosine, -1 to 1."""

    id: str
    kind: str
    document_id: str
    text: str
    similarity: float


@dataclass(frozen=True)
class SyncReport:
    """``rebuilt`` tells users why the index had to be made anew; None where it had not."""

    added: int
    removed: int
    rebuilt: str | None


class Index:
    """
    Entries by meaning, in a Chroma server at ``url`` or else in ``folder``, which one process has at a time.

    Nothing is opened before the first use. Threads may share it. Every method but ``close`` raises IndexInUse
    where another process has the folder, and IndexUnavailable where Chroma cannot be reached or written.
    """

    def __init__(self, folder: Path | None, url: str | None, embedder: Embedder) -> None:
        if not folder and not url:
            raise IndexUnavailable("the search index needs a folder or a server; set INTERVIEWER_CHROMA_URL")
        self._url = url or ""
        self._folder = IndexFolder(folder) if folder and not url else None
        self._embedder = embedder
        self._lock = RLock()
        self._client: Client | None = None
        self._damage: str | None = None  # why the index is empty until the next sync

    def close(self) -> None:
        """Lets another process have the folder. The next use opens it again."""
        with self._lock:
            if self._client:
                if self._url:  # Chroma leaves these connections open.
                    owners: tuple[Any, ...] = (self._client, self._client._admin_client)
                    for owner in owners:
                        owner._server._session.close()
                self._client.close()
                self._client = None
            if self._folder:
                self._folder.release()

    def sync(self, entries: Iterable[Entry], progress: Callable[[int, int], None]) -> SyncReport:
        """
        Makes the index hold exactly these entries; only new ones are embedded.

        ``progress`` is told how many of the new ones are done, and of how many. A sync that was interrupted
        goes on where it stopped when it is called again.
        """
        wanted = {entry.id: entry for entry in entries}
        self.mark_current("")
        stored = set(self._do(lambda collection: collection.get(include=[])["ids"]))
        new = [entry for entry in wanted.values() if entry.id not in stored]
        gone = sorted(stored - wanted.keys())
        for start in range(0, len(gone), _BATCH):
            self._remove(gone[start : start + _BATCH])
        for start in range(0, len(new), _BATCH):
            self._add(new[start : start + _BATCH])
            progress(min(start + _BATCH, len(new)), len(new))
        rebuilt, self._damage = self._damage, None
        return SyncReport(len(new), len(gone), rebuilt)

    def is_current(self, revision: str) -> bool:
        """Whether ``mark_current`` named this revision, and since then nothing was synced or lost."""
        return bool(revision) and self._do(lambda collection: _revision(collection) == revision)

    def mark_current(self, revision: str) -> None:
        """Names what the index holds; to be called when a sync is complete."""

        def mark(collection: "Collection") -> None:
            if _revision(collection) != revision:
                collection.modify(metadata=self._metadata(revision))

        self._do(mark)

    def count(self) -> int:
        return self._do(lambda collection: collection.count())

    def search(self, text: str, k: int, kind: str | None = None, document_id: str | None = None) -> list[Hit]:
        """The ``k`` entries nearest to the text, nearest first; fewer where there are fewer."""
        return self._query([text], k, _where(kind=kind, document_id=document_id))[0]

    def similar(self, texts: Sequence[str], k: int, kind: str | None = None) -> list[list[Hit]]:
        """What ``search`` finds for each of the texts."""
        return self._query(texts, k, _where(kind=kind))

    def _query(self, texts: Sequence[str], k: int, where: dict[str, Any] | None) -> list[list[Hit]]:
        if not texts or k < 1:
            return [[] for _ in texts]
        vectors = self._embedder.encode(texts)
        found: Any = self._do(lambda collection: collection.query(vectors, n_results=k, where=where))
        if self._damage:
            raise IndexUnavailable(f"{self._damage} Start again to fill it.")
        columns = zip(found["ids"], found["metadatas"], found["documents"], found["distances"], strict=True)
        return [[_hit(*row) for row in zip(*column, strict=True)] for column in columns]

    def _add(self, entries: Sequence[Entry]) -> None:
        vectors = self._embedder.encode([entry.text for entry in entries])
        self._do(
            lambda collection: collection.upsert(
                [entry.id for entry in entries],
                vectors,
                [{"kind": e.kind, "document_id": e.document_id, "topic": e.topic} for e in entries],
                [entry.text for entry in entries],
            )
        )

    def _remove(self, ids: list[str]) -> None:
        self._do(lambda collection: collection.delete(ids))

    def _do(self, operation: "Callable[[Collection], _T]") -> _T:
        from chromadb.errors import ChromaError
        from httpx import HTTPError

        with self._lock:
            if self._client is None:
                self._client = self._open(self._folder) if self._folder else self._connect()
            try:
                # Asked for each time, which takes 1 ms: a server may have been emptied meanwhile.
                return operation(self._collection(self._client))
            except (ChromaError, HTTPError) as error:
                raise self._unavailable(str(error)) from error

    def _collection(self, client: "Client") -> "Collection":
        from chromadb.api.collection_configuration import CreateHNSWConfiguration

        graph = CreateHNSWConfiguration(space="cosine")
        if self._folder:
            # The graph is never written but made from SQLite at each start (0.4 s for 3,000 entries):
            # a damaged graph crashes the process or loses entries unnoticed, damage to SQLite is found.
            graph["sync_threshold"] = 1_000_000_000
        name = hashlib.sha256(f"{self._embedder.fingerprint}\0{_LAYOUT}".encode()).hexdigest()[:12]
        return client.get_or_create_collection(
            f"interviewer-{name}",
            metadata=self._metadata(""),
            configuration={"hnsw": graph},
            embedding_function=None,
        )

    def _metadata(self, revision: str) -> dict[str, str]:
        return {"fingerprint": self._embedder.fingerprint, "revision": revision}

    def _open(self, folder: IndexFolder) -> "Client":
        from chromadb.errors import InternalError

        folder.hold()
        damage = folder.damage()
        if not damage:
            try:
                return self._start(folder)
            except InternalError as error:
                damage = str(error)
                if _is_circumstance(damage):
                    raise self._unavailable(damage) from error
        self._damage = folder.set_aside(damage)
        return self._start(folder)

    def _start(self, folder: IndexFolder) -> "Client":
        from chromadb import PersistentClient
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        path = str(folder.path)
        try:
            client = cast("Client", PersistentClient(path, Settings(anonymized_telemetry=False)))
        except ChromaError:
            # Chroma keeps what failed to start, for the next one who asks for this path.
            SharedSystemClient._identifier_to_system.pop(path, None)
            raise
        try:
            self._collection(client)
        except ChromaError:
            client.close()
            raise
        return client

    def _connect(self) -> "Client":
        from chromadb import HttpClient
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        try:
            address = urlsplit(self._url)
            port = address.port or (443 if address.scheme == "https" else 8000)
            # Chroma itself would wait for minutes.
            socket.create_connection((address.hostname or "", port), _PATIENCE).close()
            host = address if address.port else address._replace(netloc=f"{address.netloc}:{port}")
            settings = Settings(anonymized_telemetry=False)
            return cast("Client", HttpClient(host.geturl(), port, settings=settings))
        except (OSError, ValueError, ChromaError) as error:
            raise self._unavailable(str(error)) from error

    def _unavailable(self, why: str) -> IndexUnavailable:
        if not self._folder:
            return IndexUnavailable(
                f"the Chroma server at {self._url} cannot be used: {shorten(why, 200)}. "
                "Start it, or correct or clear INTERVIEWER_CHROMA_URL."
            )
        damage = self._folder.damage()
        if not damage:
            return self._folder.unusable(why)
        if self._client:
            self._client.close()
            self._client = None
        self._damage = self._folder.set_aside(damage)
        return IndexUnavailable(f"{self._damage} Start again to fill it.")


def _revision(collection: "Collection") -> str:
    return str((collection.metadata or {}).get("revision", ""))


def _where(**wanted: str | None) -> dict[str, Any] | None:
    conditions = [{name: value} for name, value in wanted.items() if value is not None]
    return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)


def _hit(entry_id: str, metadata: dict[str, str], text: str, distance: float) -> Hit:
    similarity = min(1.0, max(-1.0, 1.0 - distance))
    return Hit(entry_id, metadata["kind"], metadata["document_id"], text, similarity)


def _is_circumstance(message: str) -> bool:
    code = re.search(r"\(code: (\d+)\)", message)
    return code is not None and int(code[1]) & 0xFF in CIRCUMSTANCES
