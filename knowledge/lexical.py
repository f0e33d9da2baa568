"""Search by words: BM25 over texts that are held in memory as counts of stems."""

import re
from collections.abc import Collection, Iterable
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


class Lexical:
    """
    BM25 (Robertson and Zaragoza 2009, in the form of Lucene) over entries that do not change. Threads may share it.

    100,000 passages of 700 characters take about 10 s to count, 100 MB to hold and a few milliseconds to search.
    """

    def __init__(self, entries: Iterable[Worded]) -> None:
        self._rows: dict[str, int] = {}
        self._vocabulary: dict[str, int] = {}
        kinds: list[str] = []
        texts: list[list[int]] = []
        for entry in entries:
            if entry.id not in self._rows:
                self._rows[entry.id] = len(texts)
                kinds.append(entry.kind)
                texts.append([self._vocabulary.setdefault(s, len(self._vocabulary)) for s in stems(entry.text)])
        self._ids = list(self._rows)
        self._of_kind = {kind: np.array([other == kind for other in kinds]) for kind in set(kinds)}
        if not self._vocabulary:
            return
        from bm25s import BM25

        self._scorer = BM25(k1=K1, b=B)
        self._scorer.index((texts, self._vocabulary), create_empty_token=False, show_progress=False)
        holding = np.diff(self._scorer.scores["indptr"])
        self._rarity = np.log1p((len(texts) - holding + 0.5) / (holding + 0.5))

    def search(self, query: str, count: int, kind: str | None = None, also: Collection[str] = ()) -> dict[str, float]:
        """
        The ``count`` entries that share most with the query, best first, then those of ``also`` that are there.

        With each its share of the query's words, 0 to 1: rare words weigh more, and a word that occurs once counts
        about half. Words that no entry has are left out of it. An entry without any of the words is found only by
        ``also``.
        """
        asked = [self._vocabulary[stem] for stem in set(stems(query)) if stem in self._vocabulary]
        if not asked:
            return {name: 0.0 for name in also if name in self._rows}
        shares: NDArray[np.float32] = self._scorer.get_scores_from_ids(asked) / self._rarity[asked].sum()
        found = np.flatnonzero(shares if kind is None else shares * self._of_kind.get(kind, 0))
        if len(found) > count:
            found = found[np.argpartition(-shares[found], count)[:count]]
        rows = found[np.argsort(-shares[found], kind="stable")].tolist()
        rows += [self._rows[name] for name in also if name in self._rows]
        return {self._ids[row]: float(shares[row]) for row in rows}


def stems(text: str) -> list[str]:
    """The stems of the words that carry content, in their order; compounds in their parts."""
    return [stem for word in _WORD.findall(text.casefold()) if (stem := _stem(word))]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return next(iter(content(word)), "")
