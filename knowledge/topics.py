"""Which subject a question belongs to: that of the nearest question of the bank, or its own document."""

from collections.abc import Sequence

from knowledge.embedder import Vectors

ALIKE_FROM = 0.5


def nearest_topics(vectors: Vectors, bank: Vectors, subjects: Sequence[str], own: Sequence[str]) -> list[str]:
    """
    For each of n questions the subject of the bank's nearest question, from a cosine of 0.5; else its own.

    ``vectors`` (n, dimension) and ``bank`` (m, dimension) have rows of unit length; ``subjects`` are those of the
    bank's m questions.
    """
    if not len(bank):
        return list(own)
    similarities = vectors @ bank.T
    nearest = similarities.argmax(axis=1)
    return [
        subjects[place] if row[place] >= ALIKE_FROM else topic
        for place, row, topic in zip(nearest, similarities, own, strict=True)
    ]
