"""Search by words: BM25 over texts that are held in memory as counts of stems."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.terms import content

K1, B = 0.9, 0.4  # the defaults of Anserini; see docs/lab-log.md

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Worded:
    """What is found by the words of ``text``; ``id`` and ``kind`` are those of its entry in the index."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True)
class Roster:
    """The ids of all entries, the row of each, and for each kind a mark on every row that is of it."""

    ids: Sequence[str]
    rows: Mapping[str, int]
    of_kind: Mapping[str, NDArray[np.bool_]]


@dataclass(frozen=True)
class Matches:
    """
    How much of a query's words each entry has, 0 to 1.

    Rare words weigh more, and a word that occurs once counts about half. Words that no entry has are left out of it.
    """

    roster: Roster
    shares: NDArray[np.float32]

    def share(self, entry_id: str) -> float:
        row = self.roster.rows.get(entry_id)
        return 0.0 if row is None else float(self.shares[row])

    def best(self, count: int, kind: str | None = None) -> list[str]:
        """The ids of the ``count`` entries with the greatest shares, greatest first; none without any of the words."""
        found = np.flatnonzero(self.shares if kind is None else self.shares * self.roster.of_kind.get(kind, 0))
        if len(found) > count:
            found = found[np.argpartition(-self.shares[found], count)[:count]]
        return [self.roster.ids[row] for row in found[np.argsort(-self.shares[found], kind="stable")]]


class Lexical:
    """BM25 in the form of Lucene (Kamphuis and others 2020) over entries that do not change. Threads may share it."""

    def __init__(self, entries: Iterable[Worded]) -> None:
        rows: dict[str, int] = {}
        kinds: list[str] = []
        texts: list[list[int]] = []
        self._vocabulary: dict[str, int] = {}
        for entry in entries:
            if entry.id not in rows:
                rows[entry.id] = len(texts)
                kinds.append(entry.kind)
                texts.append([self._vocabulary.setdefault(s, len(self._vocabulary)) for s in stems(entry.text)])
        of_kind = {kind: np.array([other == kind for other in kinds]) for kind in set(kinds)}
        self._roster = Roster(list(rows), rows, of_kind)
        if not self._vocabulary:
            return
        from bm25s import BM25

        self._scorer = BM25(k1=K1, b=B)
        self._scorer.index((texts, self._vocabulary), create_empty_token=False, show_progress=False)
        holding = np.diff(self._scorer.scores["indptr"])
        self._rarity = np.log1p((len(texts) - holding + 0.5) / (holding + 0.5))

    def match(self, query: str) -> Matches:
        asked = [self._vocabulary[stem] for stem in set(stems(query)) if stem in self._vocabulary]
        if not asked:
            return Matches(self._roster, np.zeros(len(self._roster.ids), np.float32))
        return Matches(self._roster, self._scorer.get_scores_from_ids(asked) / np.float32(self._rarity[asked].sum()))


def stems(text: str) -> list[str]:
    """The stems of the words that carry content, in their order; compounds in their parts."""
    return [stem for word in _WORD.findall(text.casefold()) if (stem := _stem(word))]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return next(iter(content(word)), "")
