from interviewer.grade import Band, Graded, Unscored
from interviewer.grading.length import LengthGrader
from tests.builders import CLAIMS, make_question

GRADER = LengthGrader()


def score(answer: str) -> float:
    grade = GRADER.grade(make_question(), answer)
    assert isinstance(grade, Graded)
    return grade.score


def test_as_many_words_as_the_reference_are_worth_everything() -> None:
    assert score(" ".join(CLAIMS)) == 1.0


def test_half_the_words_are_worth_half() -> None:
    assert 0.3 < score(CLAIMS[1]) < 0.5


def test_it_reads_nothing() -> None:
    talk = "The museum of the town has a fine restaurant where we often have a long lunch together on a Sunday in May."
    assert score(talk) > 0.7


def test_an_empty_answer_is_worth_nothing() -> None:
    grade = GRADER.grade(make_question(), "  ")
    assert isinstance(grade, Graded)
    assert (grade.score, grade.band) == (0.0, Band.INSUFFICIENT)


def test_an_answer_too_long_is_unscored() -> None:
    assert isinstance(GRADER.grade(make_question(), "pooling " * 5000), Unscored)
