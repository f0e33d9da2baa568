"""
Search by meaning.

The index is a cache. Whatever becomes of it, the next ``sync`` makes it whole again from the entries.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import Embedder, Vectors
from knowledge.errors import IndexUnavailable
from knowledge.vector_store import VectorStore, marked

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_T = TypeVar("_T")

_BATCH = 256


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
        self._store = VectorStore(folder, url)
        self._embedder = embedder

    def close(self) -> None:
        """Lets another process have the folder. The next use opens it again."""
        self._store.close()

    def sync(self, entries: Iterable[Entry], progress: Callable[[int, int], None]) -> SyncReport:
        """
        Makes the index hold exactly these entries, which are gone through twice; only their ids are kept in memory.

        Only texts that it does not hold are embedded: one that is held, of another document too, lends its vector.
        ``progress`` is told how many of the new entries are done, and of how many. A sync that was interrupted
        goes on where it stopped when it is called again.
        """
        self.mark_current("")
        stored = set(self._do(lambda collection: collection.get(include=[])["ids"]))
        new, gone = _difference(entries, stored)
        total = len(new)
        contents = Counter(_content(entry_id) for entry_id in new)
        lenders = {_content(entry_id): entry_id for entry_id in stored if _content(entry_id) in contents}
        for batch in _batches(_those(entries, new) if new else iter(())):
            self._add(batch, lenders)
            for entry in batch:
                if contents[_content(entry.id)] > 1:
                    lenders[_content(entry.id)] = entry.id
            progress(total - len(new), total)
        # Only now: what goes may have lent its vectors.
        for start in range(0, len(gone), _BATCH):
            self._remove(gone[start : start + _BATCH])
        rebuilt, self._store.damage = self._store.damage, None
        return SyncReport(total, len(gone), rebuilt)

    def is_current(self, revision: str) -> bool:
        """Whether ``mark_current`` named this revision, and since then nothing was synced or lost."""
        return bool(revision) and self._do(lambda collection: _revision(collection) == revision)

    def mark_current(self, revision: str) -> None:
        """Names what the index holds; to be called when a sync is complete."""

        def mark(collection: "Collection") -> None:
            if _revision(collection) != revision:
                collection.modify(metadata=marked(self._embedder.fingerprint, revision))

        self._do(mark)

    def count(self) -> int:
        return self._do(lambda collection: collection.count())

    def search(self, text: str, k: int, kind: str | None = None, document_id: str | None = None) -> list[Hit]:
        """The ``k`` entries nearest to the text, nearest first; fewer where there are fewer."""
        return self._query([text], k, _where(kind=kind, document_id=document_id))[0]

    def search_with(self, text: str, k: int, also: Sequence[str], kind: str | None = None) -> list[Hit]:
        """What ``search`` finds, then those of the entries ``also`` that it does not find."""
        vector = self._embedder.encode([text])
        hits = self._near(vector, k, _where(kind=kind))[0]
        found = {hit.id for hit in hits}
        return hits + self._compared(vector[0], [name for name in also if name not in found])

    def similar(self, texts: Sequence[str], k: int, kind: str | None = None) -> list[list[Hit]]:
        """What ``search`` finds for each of the texts."""
        return self._query(texts, k, _where(kind=kind))

    def _query(self, texts: Sequence[str], k: int, where: dict[str, Any] | None) -> list[list[Hit]]:
        if not texts or k < 1:
            return [[] for _ in texts]
        return self._near(self._embedder.encode(texts), k, where)

    def _near(self, vectors: Vectors, k: int, where: dict[str, Any] | None) -> list[list[Hit]]:
        found: Any = self._do(lambda collection: collection.query(vectors, n_results=k, where=where))
        if self._store.damage:
            raise IndexUnavailable(f"{self._store.damage} Start again to fill it.")
        columns = zip(found["ids"], found["metadatas"], found["documents"], found["distances"], strict=True)
        return [[_hit(*row) for row in zip(*column, strict=True)] for column in columns]

    def _compared(self, vector: NDArray[np.float32], ids: list[str]) -> list[Hit]:
        if not ids:
            return []
        found: Any = self._do(lambda collection: collection.get(ids, include=["embeddings", "metadatas", "documents"]))
        stored = np.asarray(found["embeddings"], np.float32).reshape(-1, len(vector))
        cosines = stored @ vector / (np.linalg.norm(stored, axis=1) * np.linalg.norm(vector))
        rows = zip(found["ids"], found["metadatas"], found["documents"], 1.0 - cosines.astype(float), strict=True)
        return [_hit(*row) for row in rows]

    def _add(self, entries: Sequence[Entry], lenders: Mapping[str, str]) -> None:
        lent = [lenders[_content(entry.id)] for entry in entries if _content(entry.id) in lenders]
        vectors = self._lent(list(dict.fromkeys(lent)))
        missing = {_content(entry.id): entry.text for entry in entries if _content(entry.id) not in vectors}
        vectors.update(zip(missing, self._embedder.encode(list(missing.values())), strict=True))
        self._do(
            lambda collection: collection.upsert(
                [entry.id for entry in entries],
                np.stack([vectors[_content(entry.id)] for entry in entries]),
                [{"kind": e.kind, "document_id": e.document_id, "topic": e.topic} for e in entries],
                [entry.text for entry in entries],
            )
        )

    def _lent(self, ids: list[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of these entries, by content."""
        if not ids:
            return {}
        found: Any = self._do(lambda collection: collection.get(ids, include=["embeddings"]))
        return {
            _content(entry_id): np.asarray(vector, np.float32)
            for entry_id, vector in zip(found["ids"], found["embeddings"], strict=True)
        }

    def _remove(self, ids: list[str]) -> None:
        self._do(lambda collection: collection.delete(ids))

    def _do(self, operation: "Callable[[Collection], _T]") -> _T:
        return self._store.use(self._embedder.fingerprint, operation)


def entry_id(kind: str, document_id: str, text: str) -> str:
    """Entries whose ids are alike before the hyphen have the same text, and so the same vector."""
    content = hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()[:32]
    return f"{content}-{document_id}"


def _content(entry_id: str) -> str:
    return entry_id.partition("-")[0]


def _difference(entries: Iterable[Entry], stored: set[str]) -> tuple[set[str], list[str]]:
    """The ids of the entries that are not stored, and those that are stored of none of the entries."""
    new: set[str] = set()
    kept: set[str] = set()
    for entry in entries:
        (kept if entry.id in stored else new).add(entry.id)
    return new, sorted(stored - kept)


def _those(entries: Iterable[Entry], ids: set[str]) -> Iterator[Entry]:
    """The entries with these ids, each once; its id is taken out of ``ids``."""
    for entry in entries:
        if entry.id in ids:
            ids.remove(entry.id)
            yield entry


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while batch := list(islice(entries, _BATCH)):
        yield batch


def _revision(collection: "Collection") -> str:
    return str((collection.metadata or {}).get("revision", ""))


def _where(**wanted: str | None) -> dict[str, Any] | None:
    conditions = [{name: value} for name, value in wanted.items() if value is not None]
    return {"$and": conditions} if len(conditions) > 1 else next(iter(conditions), None)


def _hit(entry_id: str, metadata: dict[str, str], text: str, distance: float) -> Hit:
    similarity = min(1.0, max(-1.0, 1.0 - distance))
    return Hit(entry_id, metadata["kind"], metadata["document_id"], text, similarity)
