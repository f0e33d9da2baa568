from pathlib import Path

import pytest

from evals.cases import BadCases
from evals.datasets.mohler import read_mohler


def write(folder: Path, *, answers: str = "1.1\ton top\n1.1\tat the bottom\n", me: str = "5\n2\n") -> None:
    raw, scores = folder / "raw", folder / "scores" / "1.1"
    raw.mkdir()
    scores.mkdir(parents=True)
    (raw / "questions").write_text("1.1 Where does a stack take a plate?\n", encoding="utf-8")
    (raw / "answers").write_text("1.1 From the top.\n", encoding="utf-8")
    (raw / "1.1").write_text(answers, encoding="utf-8")
    (scores / "me").write_text(me, encoding="utf-8")
    (scores / "other").write_text("4\n1\n", encoding="utf-8")


def test_an_answer_keeps_the_scores_of_both_raters_beside_their_mean(tmp_path: Path) -> None:
    write(tmp_path)
    case = read_mohler(tmp_path).cases[0]
    assert (case.scores, case.score) == ((1.0, 0.8), 0.9)
    assert (case.question, case.reference, case.answer) == (
        "Where does a stack take a plate?",
        "From the top.",
        "on top",
    )


@pytest.mark.parametrize("points", ["7", "nan", "-1", "five"])
def test_points_off_the_scale_are_named_and_the_rest_goes_on(tmp_path: Path, points: str) -> None:
    write(tmp_path, me=f"{points}\n2\n")
    reading = read_mohler(tmp_path)
    assert len(reading.cases) == 1
    assert reading.left_out[0].startswith(f"{tmp_path / 'raw' / '1.1'}: row 1 has the points {points}, 4; each must be")


def test_a_question_with_a_score_too_few_is_named(tmp_path: Path) -> None:
    write(tmp_path, me="5\n")
    with pytest.raises(BadCases, match="has 2 answers, and its raters gave 1 and 2 scores"):
        read_mohler(tmp_path)


def test_a_folder_without_questions_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCases, match="questions cannot be read: No such file"):
        read_mohler(tmp_path)


def test_an_empty_line_among_the_answers_is_an_answer(tmp_path: Path) -> None:
    write(tmp_path, answers="\n1.1 at the bottom\n")
    assert [case.answer for case in read_mohler(tmp_path).cases] == ["", "at the bottom"]
