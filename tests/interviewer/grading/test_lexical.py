import pytest

from interviewer.grade import Band, Graded, Verdict
from interviewer.grading.lexical import LexicalGrader, rouge_l
from interviewer.grading.overlap import OverlapGrader
from tests.builders import CLAIMS, make_question

GRADER = LexicalGrader()


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
    for verdict in graded(answer).verdicts:
        if verdict.evidence:
            assert answer[verdict.evidence.start : verdict.evidence.end] == verdict.evidence.text


def test_words_out_of_order_are_worth_less_than_to_overlap() -> None:
    scrambled = "window largest value pooling keeps max"
    theirs = OverlapGrader().grade(make_question(), scrambled)
    assert isinstance(theirs, Graded)
    assert graded(scrambled).verdicts[0].support < theirs.verdicts[0].support


def test_rouge_l_of_the_same_words_is_one() -> None:
    assert rouge_l(["keeps", "largest"], ["keeps", "largest"]) == pytest.approx(1.0)


def test_rouge_l_without_a_common_word_is_zero() -> None:
    assert rouge_l(["keeps"], ["drops"]) == 0.0


def test_recall_counts_for_more_than_precision() -> None:
    assert rouge_l(["a"], ["a", "b"]) > rouge_l(["a", "b"], ["a"])
