from pathlib import Path

import pytest

from interviewer.database import open_database
from knowledge.errors import BadReview
from knowledge.review import Origin, Review, Reviewed, begun
from knowledge.reviews import Reviews, dismissal_of
from tests.builders import make_question

FIRST, SECOND = make_question("What does pooling do?"), make_question("What is pooling?")


@pytest.fixture
def reviews(tmp_path: Path) -> Reviews:
    return Reviews(open_database(tmp_path))


def test_a_review_is_read_as_it_was_stored(reviews: Reviews) -> None:
    review = Review(
        FIRST.id,
        (Origin("notes.md", FIRST), Origin("other.md", SECOND)),
        (Reviewed(SECOND, SECOND.id, off=True), Reviewed(FIRST, FIRST.id)),
    )
    reviews.put(review)
    assert reviews.all() == [review]


def test_a_review_takes_the_place_of_those_it_was_made_of(reviews: Reviews) -> None:
    parts = [begun("notes.md", FIRST), begun("other.md", SECOND)]
    for part in parts:
        reviews.put(part)
    both = Review(FIRST.id, tuple(o for part in parts for o in part.origins), parts[0].results)
    reviews.put(both, instead_of=parts)
    assert reviews.all() == [both]


def test_a_question_belongs_to_one_review(reviews: Reviews) -> None:
    reviews.put(begun("notes.md", FIRST))
    other = Review(SECOND.id, (Origin("notes.md", FIRST),), (Reviewed(SECOND, FIRST.id),))
    with pytest.raises(BadReview, match="elsewhere meanwhile"):
        reviews.put(other)
    assert reviews.all() == [begun("notes.md", FIRST)]


def test_nothing_of_a_removed_review_is_left(reviews: Reviews) -> None:
    reviews.put(begun("notes.md", FIRST))
    reviews.remove(FIRST.id)
    assert reviews.all() == []
    reviews.put(begun("notes.md", FIRST))


def test_without_reviews_the_revision_is_empty(reviews: Reviews) -> None:
    assert reviews.revision() == ""


def test_a_dismissal_is_of_two_questions_in_either_order() -> None:
    assert dismissal_of("duplicate", FIRST, SECOND) == dismissal_of("duplicate", SECOND, FIRST)


def test_other_key_points_undo_a_dismissed_contradiction_but_no_dismissed_duplicate() -> None:
    other = make_question(FIRST.text, claims=["It halves the size."], labels=[""])
    assert dismissal_of("duplicate", FIRST, SECOND) == dismissal_of("duplicate", other, SECOND)
    assert dismissal_of("contradiction", FIRST, SECOND) != dismissal_of("contradiction", other, SECOND)


def test_the_kinds_of_dismissals_are_apart(reviews: Reviews) -> None:
    reviews.dismiss(dismissal_of("duplicate", FIRST, SECOND))
    assert reviews.dismissed("contradiction") == set()
    assert reviews.dismissed("duplicate") == {dismissal_of("duplicate", FIRST, SECOND)}
