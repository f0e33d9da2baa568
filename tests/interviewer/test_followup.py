from dataclasses import replace

from interviewer.followup import follow_up_text, point_to_press
from interviewer.grade import Verdict
from tests.builders import make_grade, make_question


def test_a_point_with_an_authored_follow_up_comes_first() -> None:
    grade = make_grade(Verdict.CONTRADICTED, Verdict.MISSED, Verdict.MISSED)
    assert point_to_press(make_question(), grade) == 1


def test_without_authored_ones_a_contradiction_comes_first() -> None:
    question = replace(make_question(), follow_ups=())
    assert point_to_press(question, make_grade(Verdict.MISSED, Verdict.PARTIAL, Verdict.CONTRADICTED)) == 2


def test_nothing_is_pressed_where_all_is_hit() -> None:
    assert point_to_press(make_question(), make_grade(Verdict.HIT, Verdict.HIT, Verdict.HIT)) is None


def test_the_authored_words_are_used() -> None:
    assert follow_up_text(make_question(), 1) == "What happens to the size?"


def test_without_authored_words_only_the_label_is_named() -> None:
    assert follow_up_text(make_question(), 2) == "What more can you say about parameters?"


def test_a_point_without_label_is_not_given_away() -> None:
    question = make_question(labels=("", "", ""))
    assert "window" not in follow_up_text(question, 0)
