from pathlib import Path

from interviewer.coding.task import task
from tests.interviewer.coding.doubling import doubling
from tests.rounds import texts


def test_a_task_is_the_exercise_as_it_was(tmp_path: Path) -> None:
    made = task(doubling(tmp_path))
    assert (made.exercise, made.title, made.hidden_cases, made.public_cases) == ("doubling", "Doubling", 6, 1)
    assert [hint.price for hint in made.hints] == [0.1, 0.2]


def test_the_last_line_of_the_rubric_is_the_explanation(tmp_path: Path) -> None:
    assert task(doubling(tmp_path)).explanation.name == "explanation"


def test_a_key_point_is_at_its_place_in_the_reference(tmp_path: Path) -> None:
    question = task(doubling(tmp_path)).presses[0].question
    assert [question.passage(point) for point in question.key_points] == ["One multiplication for each element"]


def test_the_question_on_barred_operations_comes_last_and_has_no_reference(tmp_path: Path) -> None:
    presses = task(doubling(tmp_path)).presses
    assert texts([press.question for press in presses])[-1] == "What does ldexp compute?"
    assert presses[-1].on == ("barred",)
    assert presses[-1].question.key_points == ()
