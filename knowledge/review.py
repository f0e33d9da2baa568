"""A user's word on extracted questions, which stands over what the documents give. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.errors import BadReview
from knowledge.question import Question, Source

_NOWHERE = Source("", "", 0, 0)


class State(StrEnum):
    EXTRACTED = "extracted"
    EDITED = "edited"
    MERGED = "merged"
    SPLIT = "split"
    OFF = "off"


@dataclass(frozen=True)
class Origin:
    """A question as it was extracted when it was reviewed; ``document`` is the source of its document."""

    document: str
    question: Question


@dataclass(frozen=True)
class Reviewed:
    """A question that a review puts in force, or keeps switched ``off``. ``origin`` is the id of what it came from."""

    question: Question
    origin: str
    off: bool = False


@dataclass(frozen=True)
class Review:
    """
    The ``results`` stand in the place of all the ``origins``; an extracted question belongs to one review at most.

    A result has the id of its origin, so that its history in interviews goes on; the part that was split off has an id
    of its own.
    """

    id: str
    origins: tuple[Origin, ...]
    results: tuple[Reviewed, ...]

    def result(self, question_id: str) -> Reviewed | None:
        return next((made for made in self.results if made.question.id == question_id), None)


@dataclass(frozen=True)
class Standing:
    """
    A question as it stands, with the ``review`` that made it so.

    ``changed`` are its origins as the documents give them now, where that is not what was reviewed; ``gone`` are the
    origins that no document gives any more.
    """

    question: Question
    off: bool = False
    review: Review | None = None
    changed: tuple[Question, ...] = ()
    gone: tuple[Origin, ...] = ()

    @property
    def state(self) -> State:
        if self.off:
            return State.OFF
        if self.review is None:
            return State.EXTRACTED
        if len(self.review.origins) > 1:
            return State.MERGED
        return State.SPLIT if len(self.review.results) > 1 else State.EDITED


def begun(document: str, question: Question) -> Review:
    """The review of a question of which nothing was changed yet."""
    return Review(question.id, (Origin(document, question),), (Reviewed(question, question.id),))


def standing(review: Review, extracted: Mapping[str, Question]) -> list[Standing]:
    """
    The results over what is ``extracted`` now, ids to questions, where at least one of the origins is among them.

    Each result takes its source from its origin, or from another one where that is gone.
    """
    present = [extracted[origin.question.id] for origin in review.origins if origin.question.id in extracted]
    then = {origin.question.id: content(origin.question) for origin in review.origins}
    changed = tuple(now for now in present if content(now) != then[now.id])
    gone = tuple(origin for origin in review.origins if origin.question.id not in extracted)
    return [
        Standing(
            replace(made.question, source=extracted.get(made.origin, present[0]).source),
            made.off,
            review,
            changed,
            gone,
        )
        for made in review.results
    ]


def content(question: Question) -> Question:
    """What a document says by a question: not where it says it, nor the subject that other documents gave it."""
    return replace(question, source=_NOWHERE, topic="")


def reviewed(review: Review, question: Question, off: bool | None = None) -> Review:
    """The review with that question in the place of the result of the same id, and switched where ``off`` is given."""
    return replace(
        review,
        results=tuple(
            Reviewed(question, made.origin, made.off if off is None else off)
            if made.question.id == question.id
            else made
            for made in review.results
        ),
    )


def joined(reviews: Sequence[Review], first: str, second: str, made: Question) -> Review:
    """The reviews of two questions as one in which ``made`` stands for both of these ids."""
    results = []
    for result in (result for review in reviews for result in review.results):
        if result.question.id == first:
            results.append(Reviewed(made, result.origin))
        elif result.question.id != second:
            results.append(result)
    origins = tuple(origin for review in reviews for origin in review.origins)
    return Review(reviews[0].id, origins, tuple(results))


def divided(review: Review, first: Question, second: Question) -> Review:
    """
    The review with two results in the place of the one that has the id of the first. Raises BadReview where the second
    has the id of another: the same question was split off before.
    """
    if review.result(second.id):
        raise BadReview(f"'{second.text}' is there already; ask the new question in other words")
    results = []
    for made in review.results:
        results.append(made)
        if made.question.id == first.id:
            results[-1:] = [replace(made, question=first), replace(made, question=second)]
    return replace(review, results=tuple(results))


def confirmed(review: Review, changed: Sequence[Question]) -> Review:
    """The review made anew over what its documents give now; its results stay as they are."""
    now = {question.id: question for question in changed}
    origins = (replace(o, question=now.get(o.question.id, o.question)) for o in review.origins)
    return replace(review, origins=tuple(origins))


def attached(review: Review, gone: str, origin: Origin) -> Review:
    """The review with another origin in the place of the one with the id ``gone``; its results have the new id then."""
    new = origin.question.id
    return Review(
        new if review.id == gone else review.id,
        tuple(origin if old.question.id == gone else old for old in review.origins),
        tuple(
            Reviewed(
                replace(made.question, id=new) if made.question.id == gone else made.question,
                new if made.origin == gone else made.origin,
                made.off,
            )
            for made in review.results
        ),
    )
