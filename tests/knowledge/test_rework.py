from dataclasses import replace

import pytest

from knowledge.errors import BadReview
from knowledge.hints import hints_for
from knowledge.question import Question, Source
from knowledge.rework import halves, merged, renewed_hints, reweighted
from tests.builders import CLAIMS, make_question

OTHER = replace(
    make_question("What is pooling for?", claims=["Pooling makes maps smaller.", CLAIMS[2]], labels=["map", "weights"]),
    follow_ups=(),
    misconceptions=(),
    source=Source("1" * 16, "Another document", 0, 9, "page 3"),
    citations=("A book",),
)


def passages(question: Question) -> list[str]:
    return [question.passage(point) for point in question.key_points]


def test_every_passage_of_a_merged_question_is_exact() -> None:
    made = merged(make_question(), OTHER)
    assert passages(made) == [*CLAIMS, "Pooling makes maps smaller."]
    assert made.reference == f"{make_question().reference}\n\n{OTHER.reference}"


def test_a_point_that_both_have_is_there_once_and_its_ties_move_to_it() -> None:
    made = merged(OTHER, make_question())
    assert [point.text for point in made.key_points] == ["Pooling makes maps smaller.", CLAIMS[2], *CLAIMS[:2]]
    assert [(tied.key_point, tied.text) for tied in made.misconceptions] == [(1, "Pooling layers learn their weights.")]
    assert [made.key_points[tied.key_point].text for tied in made.follow_ups] == [CLAIMS[1]]


def test_the_sources_of_both_are_cited_once() -> None:
    assert merged(make_question(), OTHER).citations == ("A book", "A document", "Another document, page 3")


def test_the_same_reference_is_not_repeated() -> None:
    twin = replace(make_question("What is pooling?"), id="another")
    assert merged(make_question(), twin).reference == make_question().reference


def test_hints_that_somebody_wrote_outlive_a_merger() -> None:
    made_hints = replace(OTHER, hints=hints_for(OTHER.key_points))
    assert merged(made_hints, make_question()).hints == make_question().hints


def test_hints_that_were_made_are_made_anew_for_a_merged_question() -> None:
    one, other = (replace(q, hints=hints_for(q.key_points)) for q in (make_question(), OTHER))
    made = merged(one, other)
    assert made.hints == hints_for(made.key_points)


def test_halves_share_the_reference_and_divide_points_and_ties() -> None:
    first, second = halves(make_question(), {2, 3}, "What of  size?")
    assert (passages(first), passages(second)) == ([CLAIMS[0]], list(CLAIMS[1:]))
    assert (second.text, first.follow_ups, second.follow_ups[0].key_point) == ("What of size?", (), 0)
    assert first.id == make_question().id != second.id


@pytest.mark.parametrize("numbers", [set(), {1, 2, 3}, {4}, {0}])
def test_each_half_needs_a_point(numbers: set[int]) -> None:
    with pytest.raises(BadReview, match="key point"):
        halves(make_question(), numbers, "What of size?")


@pytest.mark.parametrize("text", ["", "  ", "what does POOLING do?"])
def test_the_second_half_asks_something_of_its_own(text: str) -> None:
    with pytest.raises(BadReview, match="question of its own"):
        halves(make_question(), {1}, text)


def test_only_the_named_points_are_weighed_anew() -> None:
    assert [point.weight for point in reweighted(make_question(), {3: 0.5}).key_points] == [1.0, 1.0, 0.5]


def test_hints_that_were_made_follow_the_points() -> None:
    question = replace(make_question(), hints=hints_for(make_question().key_points))
    assert renewed_hints(question, question.key_points[:1]) == hints_for(question.key_points[:1])


def test_hints_that_were_written_stay() -> None:
    assert renewed_hints(make_question(), make_question().key_points[:1]) == make_question().hints
