"""The reviews laid over what the documents give now. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.question import Question
from knowledge.review import Review, Standing, standing


@dataclass(frozen=True)
class Extracted:
    """A question as its document gives it now."""

    document_id: str
    question: Question


class Overlay:
    """
    A review shows where the first of its origins that is still there stands; in the other places there is nothing.

    ``extracted`` are the origins that documents still give, ids to questions.
    """

    def __init__(self, reviews: Sequence[Review], extracted: Mapping[str, Extracted]) -> None:
        self._extracted = extracted
        self._over: dict[str, list[Standing]] = {}
        self.orphans: list[Review] = []
        questions = {key: row.question for key, row in extracted.items()}
        for review in reviews:
            present = [origin.question.id for origin in review.origins if origin.question.id in extracted]
            if not present:
                self.orphans.append(review)
                continue
            self._over[present[0]] = standing(review, questions)
            self._over.update((key, []) for key in present[1:])

    def over(self, question_id: str) -> list[Standing] | None:
        """What stands in the place of an extracted question; None where it was never reviewed."""
        return self._over.get(question_id)

    def standing(self, question_id: str) -> Standing | None:
        """The reviewed question with that id."""
        return next((s for standings in self._over.values() for s in standings if s.question.id == question_id), None)

    def merged_into(self, question_id: str) -> Standing | None:
        """The first question of the review that an extracted question went into."""
        for review in (s.review for standings in self._over.values() for s in standings):
            if review and any(origin.question.id == question_id for origin in review.origins):
                return self.standing(review.results[0].question.id)
        return None

    def counted(self, questions: Mapping[str, int]) -> dict[str, int]:
        """The numbers of ``questions`` by document, as extracted, become those of the questions in force."""
        counts = Counter(questions)
        for key, standings in self._over.items():
            counts[self._extracted[key].document_id] += sum(not s.off for s in standings) - 1
        return counts

    def topics(self, questions: Mapping[str, int]) -> dict[str, int]:
        """As ``counted``, by topic; a topic without a question in force is left out, a new one comes last."""
        counts = Counter(questions)
        for key, standings in self._over.items():
            counts[self._extracted[key].question.topic] -= 1
            counts.update(s.question.topic for s in standings if not s.off)
        return {topic: count for topic, count in counts.items() if count > 0}
