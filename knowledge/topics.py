"""Which subject a question belongs to: that of the nearest question of the bank, or its own document."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.question import Question

ALIKE_FROM = 0.5

Vectors = NDArray[np.float32]


def assign_topics(
    questions: Sequence[Question], vectors: Vectors, known: Sequence[Question], known_vectors: Vectors
) -> tuple[str, ...]:
    """
    A topic for each question: that of the ``known`` question with the highest cosine similarity if it is 0.5 or more,
    else the question's own.

    Both arrays hold one unit vector a question, shapes (questions, dimension) and (known, dimension).
    """
    if not questions or not known:
        return tuple(question.topic for question in questions)
    similarity = vectors @ known_vectors.T
    nearest = similarity.argmax(axis=1)
    return tuple(
        known[place].topic if similarity[row, place] >= ALIKE_FROM else question.topic
        for row, (question, place) in enumerate(zip(questions, nearest, strict=True))
    )
