"""Doubles written by hand, for parts that would be slow or need a network."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from knowledge.embedder import Vectors


class BagOfWords:
    """An embedder for which texts are alike as far as they share words. ``encoded`` keeps what it was given."""

    def __init__(self, fingerprint: str = "bag-of-words", dimension: int = 512) -> None:
        self.fingerprint = fingerprint
        self.dimension = dimension
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                vectors[row, zlib.crc32(word.encode()) % self.dimension] += 1
            vectors[row] /= np.linalg.norm(vectors[row])
        return vectors
