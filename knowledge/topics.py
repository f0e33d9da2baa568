"""Which subject a question belongs to: that of the nearest question of the bank, or its own document."""

from collections.abc import Mapping, Sequence

from knowledge.index import Hit

ALIKE_FROM = 0.5
NEAREST = 5


def topic_among(hits: Sequence[Hit], subjects: Mapping[str, str], own: str) -> str:
    """
    The subject of the first hit, nearest first, that is of the bank and has a cosine of 0.5 or more; else ``own``.

    ``subjects`` maps the ids of the bank's documents to their subjects.
    """
    for hit in hits:
        if hit.document_id in subjects and hit.similarity >= ALIKE_FROM:
            return subjects[hit.document_id]
    return own
