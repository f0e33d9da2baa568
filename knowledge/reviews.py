"""The stored reviews, and which pairs of questions a user has said are all right."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from knowledge.errors import BadReview
from knowledge.question import Question
from knowledge.review import Origin, Review, Reviewed
from knowledge.tables import dismissals, review_origins, reviews

Kind = Literal["duplicate", "contradiction"]

_QUESTION = TypeAdapter(Question)
_RESULTS = TypeAdapter(tuple[Reviewed, ...])


@dataclass(frozen=True)
class Dismissal:
    """``digest`` follows what was compared: a pair that says something else later is not dismissed any more."""

    kind: Kind
    first: str
    second: str
    digest: str


class Reviews:
    """In a database whose tables exist already."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[Review]:
        """Every review, in the order of their ids."""
        query = select(review_origins).order_by(review_origins.c.review_id, review_origins.c.position)
        with self._engine.connect() as connection:
            made = connection.execute(select(reviews.c.id, reviews.c.results).order_by(reviews.c.id)).all()
            rows = connection.execute(query).all() if made else []
        origins: dict[str, list[Origin]] = {}
        for row in rows:
            origins.setdefault(row.review_id, []).append(Origin(row.document, _QUESTION.validate_json(row.payload)))
        return [Review(key, tuple(origins[key]), _RESULTS.validate_json(results)) for key, results in made]

    def put(self, review: Review, instead_of: Sequence[Review] = ()) -> None:
        """
        Stores a review, in the place of those and of the one with its id.

        Raises BadReview where another process has put one of its questions into another review meanwhile.
        """
        try:
            self._put(review, {review.id, *(old.id for old in instead_of)})
        except IntegrityError as error:
            raise BadReview(f"the questions of {review.id} were reviewed elsewhere meanwhile; look again") from error

    def _put(self, review: Review, gone: set[str]) -> None:
        results = _RESULTS.dump_json(review.results).decode()
        with self._engine.begin() as connection:
            connection.execute(delete(reviews).where(reviews.c.id.in_(gone)))
            connection.execute(insert(reviews).values(id=review.id, digest=_digest(results), results=results))
            connection.execute(
                insert(review_origins),
                [
                    {
                        "question_id": origin.question.id,
                        "review_id": review.id,
                        "position": position,
                        "document": origin.document,
                        "payload": _QUESTION.dump_json(origin.question).decode(),
                    }
                    for position, origin in enumerate(review.origins)
                ],
            )

    def remove(self, review_id: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(reviews).where(reviews.c.id == review_id))

    def revision(self) -> str:
        """Changes exactly when what the reviews put in force changes; empty where there is none."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(reviews.c.id, reviews.c.digest).order_by(reviews.c.id)).all()
        return _digest(repr([tuple(row) for row in rows])) if rows else ""

    def dismiss(self, dismissal: Dismissal) -> None:
        """Remembers it, in the place of an earlier one of the same pair."""
        with self._engine.begin() as connection:
            connection.execute(delete(dismissals).where(*_same(dismissal)))
            connection.execute(insert(dismissals).values(**vars(dismissal)))

    def recall(self, dismissal: Dismissal) -> None:
        """Forgets the dismissal of that pair."""
        with self._engine.begin() as connection:
            connection.execute(delete(dismissals).where(*_same(dismissal)))

    def dismissed(self, kind: Kind) -> set[Dismissal]:
        columns = (dismissals.c.kind, dismissals.c.first, dismissals.c.second, dismissals.c.digest)
        with self._engine.connect() as connection:
            return {
                Dismissal(*row) for row in connection.execute(select(*columns).where(dismissals.c.kind == kind)).all()
            }


def dismissal_of(kind: Kind, first: Question, second: Question) -> Dismissal:
    """Of two questions in either order."""
    one, other = sorted((first, second), key=lambda question: question.id)
    said = [
        (question.text, [point.text for point in question.key_points] if kind == "contradiction" else [])
        for question in (one, other)
    ]
    return Dismissal(kind, one.id, other.id, _digest(repr(said)))


def _same(dismissal: Dismissal) -> tuple[ColumnElement[bool], ...]:
    return (
        dismissals.c.kind == dismissal.kind,
        dismissals.c.first == dismissal.first,
        dismissals.c.second == dismissal.second,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
