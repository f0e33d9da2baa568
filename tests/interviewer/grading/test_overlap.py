from interviewer.grade import Band, Graded, Unscorable, Unscored, Verdict
from interviewer.grading.overlap import OverlapGrader
from tests.builders import CLAIMS, make_question

GRADER = OverlapGrader()


def graded(answer: str) -> Graded:
    grade = GRADER.grade(make_question(), answer)
    assert isinstance(grade, Graded)
    return grade


def test_the_reference_itself_is_worth_everything() -> None:
    assert graded(" ".join(CLAIMS)).score == 1.0


def test_an_answer_on_something_else_is_worth_nothing() -> None:
    assert graded("Paris has many fine restaurants and museums.").band is Band.INSUFFICIENT


def test_one_point_of_three_counts_its_share() -> None:
    grade = graded("It keeps the largest value of every window.")
    assert [v.verdict for v in grade.verdicts] == [Verdict.HIT, Verdict.MISSED, Verdict.MISSED]


def test_every_quote_stands_at_its_place() -> None:
    answer = "First, some talk. It keeps the largest value of every window!"
    question = make_question()
    for verdict in graded(answer).verdicts:
        assert question.reference[verdict.passage.start : verdict.passage.end] == verdict.passage.text
        if verdict.evidence:
            assert answer[verdict.evidence.start : verdict.evidence.end] == verdict.evidence.text


def test_an_answer_too_long_is_unscored() -> None:
    grade = GRADER.grade(make_question(), "pooling " * 5000)
    assert isinstance(grade, Unscored)
    assert grade.reason is Unscorable.TOO_LONG
