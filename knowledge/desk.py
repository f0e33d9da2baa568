"""Where questions are reviewed: changed, merged, split, switched, compared. Each change is stored at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.catalogue import Catalogue
from knowledge.comparison import Comparison
from knowledge.contradiction import Contradiction
from knowledge.draft import QuestionDraft, drafted
from knowledge.embedder import Vectors
from knowledge.errors import BadReview
from knowledge.excerpt import Excerpt, excerpt
from knowledge.question import Question
from knowledge.review import (
    Origin,
    Review,
    Standing,
    State,
    attached,
    begun,
    confirmed,
    content,
    divided,
    joined,
    reviewed,
)
from knowledge.reviews import Kind, dismissal_of
from knowledge.rework import halves, merged, reweighted
from knowledge.terms import content as terms
from knowledge.twins import Twins


@dataclass(frozen=True)
class Compared:
    """What was found of two questions, and whether a user said that it is all right."""

    found: Twins | Contradiction
    dismissed: bool


class Desk:
    """``encode`` gives the vectors (n, d) of n texts. Every method raises NotFound for an id that no question has."""

    def __init__(self, catalogue: Catalogue, encode: Callable[[Sequence[str]], Vectors]) -> None:
        self._catalogue = catalogue
        self._reviews = catalogue.reviews
        self._comparison = Comparison(catalogue, encode)

    def standings(self, document_id: str) -> list[Standing]:
        """The questions of a document as they stand, those that are off included."""
        return self._catalogue.standings(document_id)

    def questions(self) -> list[Question]:
        """All that are in force."""
        return self._catalogue.questions()

    def standing(self, question_id: str) -> Standing:
        return self._catalogue.standing(question_id)

    def edit(self, seen: Question, draft: QuestionDraft) -> Standing:
        """Raises BadReview where the draft does not fit, or the question is not any more what was ``seen``."""
        stands = self.standing(seen.id)
        if content(stands.question) != content(seen) or stands.question.topic != seen.topic:
            raise BadReview(f"'{seen.text}' was changed meanwhile; open it again and repeat your change")
        return self._store(stands, drafted(stands.question, draft))

    def reweight(self, question_id: str, weights: Mapping[int, float]) -> Standing:
        """``weights`` by the numbers of the key points, from 1. Raises BadReview."""
        stands = self.standing(question_id)
        return self._store(stands, reweighted(stands.question, weights))

    def switch(self, question_id: str, off: bool) -> Standing:
        """A question that is off is asked no more; its review is kept."""
        stands = self.standing(question_id)
        return self._store(stands, stands.question, off)

    def merge(self, first_id: str, second_id: str) -> Standing:
        """The first takes up the second. Raises BadReview where both are one."""
        first, second = self.standing(first_id), self.standing(second_id)
        made = merged(first.question, second.question)
        parts = [self._review_of(first), self._review_of(second)]
        if parts[0].id == parts[1].id:
            parts = parts[:1]
        self._reviews.put(joined(parts, first_id, second_id, made), instead_of=parts)
        return self.standing(first_id)

    def split(self, question_id: str, numbers: Collection[int], text: str) -> tuple[Standing, Standing]:
        """The key points with these ``numbers`` go to a new question with that ``text``. Raises BadReview."""
        stands = self.standing(question_id)
        first, second = halves(stands.question, numbers, text)
        self._put(divided(self._review_of(stands), first, second))
        return self.standing(first.id), self.standing(second.id)

    def undo(self, question_id: str) -> list[Question]:
        """
        Takes the whole review back that the question came from or went into; returns what stands in its place now.

        A question that was never reviewed stays as it is. The review of a question that is gone is dropped.
        """
        review = self._owner(question_id)
        if review is None:
            return [self.standing(question_id).question]
        self._reviews.remove(review.id)
        now = self._catalogue.extracted([origin.question.id for origin in review.origins])
        return [row.question for row in now.values()]

    def keep(self, question_id: str) -> Standing:
        """The user's version stands, and what the document says now is known."""
        stands = self.standing(question_id)
        if stands.review:
            self._put(confirmed(stands.review, stands.changed))
        return self.standing(question_id)

    def orphans(self) -> list[Review]:
        """The reviews that are not in force, since no document gives their questions any more."""
        return self._catalogue.orphans()

    def overtaken(self) -> list[Standing]:
        """The reviewed questions whose documents changed since, one of each review."""
        changed = {s.review.id: s for s in reversed(self._catalogue.standings()) if s.review and s.changed}
        return list(changed.values())[::-1]

    def attach(self, gone_id: str, question_id: str) -> Standing:
        """
        The review of a question that is gone goes over to one that is there.

        Raises BadReview where that one is reviewed itself, or the other is not gone.
        """
        stands = self.standing(question_id)
        review = self._owner(gone_id)
        if review is None or gone_id in self._catalogue.extracted([gone_id]):
            raise BadReview(f"{gone_id} is not the id of a reviewed question that is gone; there is nothing to attach")
        if stands.state is not State.EXTRACTED:
            raise BadReview(f"'{stands.question.text}' is {stands.state} itself; undo that first: {question_id}")
        origin = Origin(self._document(stands.question), stands.question)
        self._reviews.put(attached(review, gone_id, origin), instead_of=[review])
        return self.standing(question_id)

    def candidates(self, orphan: Review, limit: int = 5) -> list[Question]:
        """The questions that an orphan may belong to, those that share most words first."""
        wanted = {term for origin in orphan.origins for term in _said(origin.question)}
        free = [s.question for s in self._catalogue.standings() if s.state is State.EXTRACTED]

        def shared(question: Question) -> float:
            own = _said(question)
            return len(own & wanted) / max(len(own | wanted), 1)

        return sorted((q for q in free if shared(q) > 0), key=shared, reverse=True)[:limit]

    def duplicates(self) -> list[Compared]:
        """Pairs of questions that ask the same, the most alike first."""
        known = self._reviews.dismissed("duplicate")
        pairs = self._comparison.findings().twins
        return [Compared(pair, dismissal_of("duplicate", pair.first, pair.second) in known) for pair in pairs]

    def contradictions(self) -> list[Compared]:
        """
        Pairs of key points that cannot both hold, of questions that ask the same and of those merged into one.

        Questions that a user said do not ask the same are not compared.
        """
        apart, known = self._reviews.dismissed("duplicate"), self._reviews.dismissed("contradiction")
        return [
            Compared(found, dismissal_of("contradiction", found.first, found.second) in known)
            for found in self._comparison.findings().contradictions
            if dismissal_of("duplicate", found.first, found.second) not in apart
        ]

    def dismiss(self, kind: Kind, first_id: str, second_id: str) -> None:
        """Remembers that this pair is all right; until one of the two says something else."""
        self._reviews.dismiss(dismissal_of(kind, self.standing(first_id).question, self.standing(second_id).question))

    def recall(self, kind: Kind, first_id: str, second_id: str) -> None:
        self._reviews.recall(dismissal_of(kind, self.standing(first_id).question, self.standing(second_id).question))

    def place(self, question_id: str, number: int) -> Excerpt:
        """The passage behind the key point with that number, from 1, in its document. Raises BadReview."""
        stands = self.standing(question_id)
        points = stands.question.key_points
        if not 1 <= number <= len(points):
            raise BadReview(
                f"there is no key point {number}; '{stands.question.text}' has the numbers 1 to {len(points)}"
            )
        passage = stands.question.passage(points[number - 1])
        ids = [origin.question.id for origin in stands.review.origins] if stands.review else [question_id]
        sources = [row.question.source for row in self._catalogue.extracted(ids).values()]
        shown = [excerpt(self._catalogue.text(s.document_id), s, passage) for s in [stands.question.source, *sources]]
        return next((one for one in shown if one.exact), shown[0])

    def _store(self, stands: Standing, question: Question, off: bool | None = None) -> Standing:
        self._put(reviewed(self._review_of(stands), question, off))
        return self.standing(question.id)

    def _put(self, review: Review) -> None:
        """What is again as it was extracted is no review."""
        made = review.results[0]
        now = self._catalogue.extracted([origin.question.id for origin in review.origins])
        row = now.get(made.question.id)
        untouched = len(review.origins) == len(review.results) == 1 and not made.off and row is not None
        if untouched and row and replace(made.question, source=row.question.source) == row.question:
            self._reviews.remove(review.id)
        else:
            self._reviews.put(review)

    def _review_of(self, stands: Standing) -> Review:
        return stands.review or begun(self._document(stands.question), stands.question)

    def _document(self, question: Question) -> str:
        """The source of the document that an extracted question is from."""
        return self._catalogue.sources()[question.source.document_id]

    def _owner(self, question_id: str) -> Review | None:
        """The review that made the question, or else the one that it went into."""
        reviews = self._reviews.all()
        made = [review for review in reviews if review.result(question_id)]
        went = [review for review in reviews if any(origin.question.id == question_id for origin in review.origins)]
        return next(iter([*made, *went]), None)


def _said(question: Question) -> set[str]:
    return set(terms(" ".join([question.text, *(point.text for point in question.key_points)])))
