"""
Search by meaning.

The index is a cache. Whatever becomes of it, the next ``sync`` makes it whole again from the entries.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.embedder import Embedder
from knowledge.errors import IndexUnavailable
from knowledge.vector_store import KINDS, VectorStore, kind_of, marked

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection as Shelf

    Shelves = Mapping[str, Shelf]

_T = TypeVar("_T")

_BATCH = 256


@dataclass(frozen=True)
class Entry:
    """``kind`` is "question" or "passage"; ``id`` follows the content: another text has another id."""

    id: str
    kind: str
    document_id: str
    text: str


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
        ``progress`` is told how many of the new entries are done, from 0, and of how many. A sync that was interrupted
        goes on where it stopped when it is called again.
        """
        self._store.check()
        self.mark_current("")
        stored = {kind: self._stored(kind) for kind in KINDS}
        new, gone = _difference(entries, stored)
        total = len(new)
        contents = Counter(_content(entry_id) for entry_id in new)
        lenders = {_content(name): name for ids in stored.values() for name in ids if _content(name) in contents}
        if new:
            progress(0, total)
        for batch in _batches(_those(entries, new) if new else iter(())):
            for kind in KINDS:
                self._add(kind, [entry for entry in batch if entry.kind == kind], lenders)
            lenders.update((_content(entry.id), entry.id) for entry in batch if contents[_content(entry.id)] > 1)
            progress(total - len(new), total)
        # Only now: what goes may have lent its vectors.
        for kind, ids in gone.items():
            for start in range(0, len(ids), _BATCH):
                self._remove(kind, ids[start : start + _BATCH])
        rebuilt, self._store.damage = self._store.damage, None
        return SyncReport(total, sum(map(len, gone.values())), rebuilt)

    def is_current(self, revision: str) -> bool:
        """Whether ``mark_current`` named this revision, and since then nothing was synced or lost."""
        return bool(revision) and self._do(
            lambda shelves: all(_revision(collection) == revision for collection in shelves.values())
        )

    def mark_current(self, revision: str) -> None:
        """Names what the index holds; to be called when a sync is complete."""

        def mark(shelves: "Shelves") -> None:
            for collection in shelves.values():
                if _revision(collection) != revision:
                    collection.modify(metadata=marked(self._embedder.fingerprint, revision))

        self._do(mark)

    def count(self) -> int:
        return self._do(lambda shelves: sum(collection.count() for collection in shelves.values()))

    def search(self, text: str, k: int, kind: str | None = None) -> list[Hit]:
        """The ``k`` entries nearest to the text, nearest first; fewer where there are fewer."""
        return self.search_with(text, k, (), kind)

    def search_with(self, text: str, k: int, also: Sequence[str], kind: str | None = None) -> list[Hit]:
        """What ``search`` finds, then those of the entries ``also`` that it does not find."""
        vector = self._embedder.encode([text])[0]

        def near_and_also(shelves: "Shelves") -> list[Hit]:
            searched = [shelves[kind]] if kind else list(shelves.values())
            near = [hit for collection in searched for hit in _near(collection, vector, k)]
            near = sorted(near, key=lambda hit: -hit.similarity)[:k]
            missing = sorted(set(also) - {hit.id for hit in near})
            return near + [hit for collection in searched for hit in _compared(collection, vector, missing)]

        hits = self._do(near_and_also)
        if self._store.damage:
            raise IndexUnavailable(f"{self._store.damage} Start again to fill it.")
        return hits

    def vectors(self, kind: str, ids: Collection[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors of those of the entries that are held."""
        if not ids:
            return {}
        found: Any = self._do(lambda shelves: shelves[kind].get(sorted(set(ids)), include=["embeddings"]))
        return {
            entry_id: np.asarray(vector, np.float32)
            for entry_id, vector in zip(found["ids"], found["embeddings"], strict=True)
        }

    def _stored(self, kind: str) -> set[str]:
        return set(self._do(lambda shelves: shelves[kind].get(include=[])["ids"]))

    def _add(self, kind: str, entries: Sequence[Entry], lenders: Mapping[str, str]) -> None:
        if not entries:
            return
        lent = self.vectors(kind, {lenders[_content(e.id)] for e in entries if _content(e.id) in lenders})
        vectors = {_content(entry_id): vector for entry_id, vector in lent.items()}
        missing = {_content(entry.id): entry.text for entry in entries if _content(entry.id) not in vectors}
        vectors.update(zip(missing, self._embedder.encode(list(missing.values())), strict=True))
        self._do(
            lambda shelves: shelves[kind].upsert(
                [entry.id for entry in entries],
                np.stack([vectors[_content(entry.id)] for entry in entries]),
                [{"document_id": entry.document_id} for entry in entries],
                [entry.text for entry in entries],
            )
        )

    def _remove(self, kind: str, ids: list[str]) -> None:
        self._do(lambda shelves: shelves[kind].delete(ids))

    def _do(self, operation: "Callable[[Shelves], _T]") -> _T:
        return self._store.use(self._embedder.fingerprint, operation)


def entry_id(kind: str, document_id: str, text: str) -> str:
    """Entries whose ids are alike before the hyphen have the same text, and so the same vector."""
    content = hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()[:32]
    return f"{content}-{document_id}"


def _content(entry_id: str) -> str:
    return entry_id.partition("-")[0]


def _difference(entries: Iterable[Entry], stored: Mapping[str, set[str]]) -> tuple[set[str], dict[str, list[str]]]:
    """The ids of the entries that are not stored, and by kind those that are stored of none of the entries."""
    new: set[str] = set()
    kept: set[str] = set()
    for entry in entries:
        (kept if entry.id in stored[entry.kind] else new).add(entry.id)
    return new, {kind: sorted(ids - kept) for kind, ids in stored.items()}


def _those(entries: Iterable[Entry], ids: set[str]) -> Iterator[Entry]:
    """The entries with these ids, each once; its id is taken out of ``ids``."""
    for entry in entries:
        if entry.id in ids:
            ids.remove(entry.id)
            yield entry


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while batch := list(islice(entries, _BATCH)):
        yield batch


def _revision(collection: "Shelf") -> str:
    return str((collection.metadata or {}).get("revision", ""))


def _near(collection: "Shelf", vector: NDArray[np.float32], k: int) -> list[Hit]:
    if k < 1:
        return []
    found: Any = collection.query(vector, n_results=k, include=["metadatas", "documents", "distances"])
    rows = zip(found["ids"][0], found["metadatas"][0], found["documents"][0], found["distances"][0], strict=True)
    return [_hit(collection, *row) for row in rows]


def _compared(collection: "Shelf", vector: NDArray[np.float32], ids: list[str]) -> list[Hit]:
    """Those of the entries that the collection has."""
    if not ids:
        return []
    found: Any = collection.get(ids, include=["embeddings", "metadatas", "documents"])
    stored = np.asarray(found["embeddings"], np.float32).reshape(-1, len(vector))
    cosines = stored @ vector / (np.linalg.norm(stored, axis=1) * np.linalg.norm(vector))
    rows = zip(found["ids"], found["metadatas"], found["documents"], 1.0 - cosines.astype(float), strict=True)
    return [_hit(collection, *row) for row in rows]


def _hit(collection: "Shelf", entry_id: str, metadata: dict[str, str], text: str, distance: float) -> Hit:
    similarity = min(1.0, max(-1.0, 1.0 - distance))
    return Hit(entry_id, kind_of(collection), metadata["document_id"], text, similarity)
