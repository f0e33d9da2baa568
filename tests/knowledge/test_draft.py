from dataclasses import replace

import pytest

from knowledge.draft import PointDraft, QuestionDraft, draft_of, drafted, from_yaml, to_yaml
from knowledge.errors import BadReview
from knowledge.question import Question
from tests.builders import CLAIMS, make_question


def with_points(*points: PointDraft) -> QuestionDraft:
    return draft_of(make_question()).model_copy(update={"key_points": points})


def made(*points: PointDraft) -> Question:
    return drafted(make_question(), with_points(*points))


def test_a_draft_that_was_not_touched_changes_nothing() -> None:
    assert drafted(make_question(), draft_of(make_question())) == make_question()


def test_yaml_that_was_not_touched_changes_nothing() -> None:
    draft = from_yaml(to_yaml(make_question()))
    assert draft == draft_of(make_question())


def test_yaml_keeps_control_characters_of_a_reference_out_of_its_comments() -> None:
    question = make_question()
    assert from_yaml(to_yaml(replace(question, reference=f"{question.reference}\x1b[2J\u2028key_points: []")))


def test_a_reworded_point_keeps_its_passage() -> None:
    question = made(PointDraft(number=1, text="The largest is kept."))
    assert question.passage(question.key_points[0]) == CLAIMS[0]


def test_another_passage_can_be_marked() -> None:
    question = made(PointDraft(number=1, text="The largest is kept.", passage="keeps the\n  largest value"))
    assert question.passage(question.key_points[0]) == "keeps the largest value"


def test_a_passage_that_is_not_in_the_reference_is_refused() -> None:
    with pytest.raises(BadReview, match="'of a tile' is not in the reference"):
        made(PointDraft(number=1, text="The largest is kept.", passage="of a tile"))


def test_a_new_point_needs_a_passage() -> None:
    with pytest.raises(BadReview, match="needs a passage"):
        made(PointDraft(text="The largest is kept."))


def test_follow_ups_and_misconceptions_go_with_their_points() -> None:
    question = made(PointDraft(number=3, text="c"), PointDraft(number=2, text="b"))
    assert [(tied.key_point, tied.text) for tied in question.follow_ups] == [(1, "What happens to the size?")]
    assert [tied.key_point for tied in question.misconceptions] == [0]


def test_those_of_a_point_that_is_left_out_go_with_it() -> None:
    assert made(PointDraft(number=1, text="a")).follow_ups == ()


@pytest.mark.parametrize("numbers", [(1, 1), (4,)])
def test_numbers_that_are_given_twice_or_were_none_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(BadReview, match="key point number"):
        made(*(PointDraft(number=number, text="a") for number in numbers))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("level: basic", "level: hard", "level: Input should be"),
        ("topic: Pooling", "topics: Pooling", "topics: Extra inputs are not permitted"),
        ("weight: 1.0", "weight: 0", "key_points, 1, weight: Input should be greater than 0"),
        ("weight: 1.0", "weight: .nan", "weight"),
        ("question:", "question: [", "this is no YAML"),
        ("question: What does pooling do?", "question: ''", "question: String should have at least 1 character"),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, problem: str) -> None:
    with pytest.raises(BadReview, match=problem):
        from_yaml(to_yaml(make_question()).replace(old, new))


@pytest.mark.parametrize("text", ["just words", "- a list", "42"])
def test_what_is_no_question_at_all_is_refused(text: str) -> None:
    with pytest.raises(BadReview, match="the whole"):
        from_yaml(text)


def test_an_empty_file_is_no_draft() -> None:
    assert from_yaml("# only a comment\n") is None
