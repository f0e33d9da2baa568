"""The Chroma collections that hold the index: opened, reached, and set aside where they are damaged."""

import hashlib
import re
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import shorten
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from knowledge.errors import IndexUnavailable
from knowledge.index_folder import CIRCUMSTANCES, IndexFolder

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_T = TypeVar("_T")

KINDS = ("question", "passage")

_LAYOUT = "2"  # to be raised when entries are stored in another way
_UNSAVED = 5_000
"""
Entries that Chroma takes before it writes its graph to disk, and up to which it makes the graph from SQLite at each
start: 0.4 s for 3,000 entries, but minutes for 100,000. While it writes, a kill costs the whole index.
"""
_PATIENCE = 3.0  # seconds for a server to accept a connection


class VectorStore:
    """
    A collection of each kind for each embedder, in a Chroma server at ``url`` or else in ``folder``.

    One for both would be slow: with a condition on the kind Chroma takes 500 times as long to search 100,000 entries.
    Nothing is opened before the first use. Threads may share it.
    """

    def __init__(self, folder: Path | None, url: str | None) -> None:
        if not folder and not url:
            raise IndexUnavailable("the search index needs a folder or a server; set INTERVIEWER_CHROMA_URL")
        self._url = url or ""
        self._folder = IndexFolder(folder) if folder and not url else None
        self._lock = RLock()
        self._client: Client | None = None
        self._held: dict[str, Mapping[str, Collection]] = {}
        self.damage: str | None = None
        """Why what was stored is lost; to be cleared by the one who fills the store again."""

    def close(self) -> None:
        """Lets another process have the folder. The next use opens it again."""
        with self._lock:
            if self._client:
                if self._url:  # Chroma leaves these connections open.
                    owners: tuple[Any, ...] = (self._client, self._client._admin_client)
                    for owner in owners:
                        owner._server._session.close()
                self._drop_client()
            if self._folder:
                self._folder.release()

    def check(self) -> None:
        """
        Raises IndexUnavailable where the folder was damaged since it was opened; it is set aside then.

        Chroma itself may not notice: it remembers what it has read.
        """
        with self._lock:
            if self._client and self._folder and self._folder.damage():
                raise self._unavailable("it was damaged while it was in use")

    def use(self, fingerprint: str, operation: "Callable[[Mapping[str, Collection]], _T]") -> _T:
        """
        What ``operation`` returns for the collections of that embedder by kind, which are made where they are missing.

        Raises IndexInUse where another process has the folder, IndexUnavailable where Chroma cannot be reached or
        written.
        """
        from chromadb.errors import ChromaError
        from httpx import HTTPError

        with self._lock:
            if self._client is None:
                self._client = self._open(self._folder, fingerprint) if self._folder else self._connect()
            try:
                result = operation(self._collections(self._client, fingerprint))
            except (ChromaError, HTTPError) as error:
                raise self._unavailable(str(error)) from error
            if self._folder:
                self._folder.seal()
            return result

    def _collections(self, client: "Client", fingerprint: str) -> "Mapping[str, Collection]":
        """Asked for each time where a server has them, which may have been emptied meanwhile; that takes some ms."""
        from chromadb.api.collection_configuration import CreateHNSWConfiguration

        if self._folder and fingerprint in self._held:
            return self._held[fingerprint]
        graph = CreateHNSWConfiguration(space="cosine")
        if self._folder:
            graph["sync_threshold"] = _UNSAVED
        name = hashlib.sha256(f"{fingerprint}\0{_LAYOUT}".encode()).hexdigest()[:12]
        self._held[fingerprint] = {
            kind: client.get_or_create_collection(
                f"interviewer-{name}-{kind}",
                metadata=marked(fingerprint, ""),
                configuration={"hnsw": graph},
                embedding_function=None,
            )
            for kind in KINDS
        }
        return self._held[fingerprint]

    def _drop_client(self) -> None:
        if self._client:
            self._client.close()
        self._client = None
        self._held = {}

    def _open(self, folder: IndexFolder, fingerprint: str) -> "Client":
        from chromadb.errors import InternalError

        folder.hold()
        damage = folder.damage()
        if not damage:
            try:
                return self._start(folder, fingerprint)
            except InternalError as error:
                damage = str(error)
                if _is_circumstance(damage):
                    raise self._unavailable(damage) from error
        self.damage = folder.set_aside(damage)
        return self._start(folder, fingerprint)

    def _start(self, folder: IndexFolder, fingerprint: str) -> "Client":
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
            self._collections(client, fingerprint)
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
        self._drop_client()
        self.damage = self._folder.set_aside(damage)
        return IndexUnavailable(f"{self.damage} Start again to fill it.")


def marked(fingerprint: str, revision: str) -> dict[str, str]:
    """What a collection says of itself."""
    return {"fingerprint": fingerprint, "revision": revision}


def kind_of(collection: "Collection") -> str:
    return collection.name.rpartition("-")[2]


def _is_circumstance(message: str) -> bool:
    code = re.search(r"\(code: (\d+)\)", message)
    return code is not None and int(code[1]) & 0xFF in CIRCUMSTANCES
