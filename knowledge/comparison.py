"""All questions compared with each other, anew only when one of them has changed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.catalogue import Catalogue
from knowledge.contradiction import Contradiction, contradictions
from knowledge.embedder import Vectors
from knowledge.question import Question
from knowledge.review import State
from knowledge.twins import Twins, twins


@dataclass(frozen=True)
class Findings:
    """Pairs that ask the same; key points that cannot both hold, of such pairs and of questions merged into one."""

    twins: list[Twins]
    contradictions: list[Contradiction]


class Comparison:
    """``encode`` gives the vectors (n, d) of n texts; those of texts that are still there are kept."""

    def __init__(self, catalogue: Catalogue, encode: Callable[[Sequence[str]], Vectors]) -> None:
        self._catalogue = catalogue
        self._encode = encode
        self._vectors: dict[str, Vectors] = {}
        self._latest: tuple[str, Findings] | None = None

    def findings(self) -> Findings:
        revision = self._catalogue.revision()
        if self._latest is None or self._latest[0] != revision:
            self._latest = revision, self._compare()
        return self._latest[1]

    def _compare(self) -> Findings:
        standings = [stands for stands in self._catalogue.standings() if not stands.off]
        questions = [stands.question for stands in standings]
        found = twins(questions, self._encoded([question.text for question in questions]))
        pairs = [(pair.first, pair.second) for pair in found]
        pairs += [(stands.question, stands.question) for stands in standings if stands.state is State.MERGED]
        points = {question.id: [point.text for point in question.key_points] for pair in pairs for question in pair}
        disagreeing = [
            disagreement
            for first, second in pairs
            for disagreement in contradictions(
                first, second, self._encoded(points[first.id]), self._encoded(points[second.id])
            )
        ]
        self._forget(questions, points.values())
        return Findings(found, disagreeing)

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        self._vectors.update(zip(new, self._encode(new), strict=True))
        return np.stack([self._vectors[text] for text in texts]) if texts else self._encode([])

    def _forget(self, questions: Sequence[Question], points: Iterable[list[str]]) -> None:
        kept = {question.text for question in questions}.union(*points)
        self._vectors = {text: vector for text, vector in self._vectors.items() if text in kept}
