from interviewer.grade import Verdict
from interviewer.grading.feedback import feedback
from tests.builders import make_grade, make_question


def told(*verdicts: Verdict) -> str:
    return feedback(make_question(), make_grade(*verdicts).verdicts)


def test_it_says_what_is_covered_and_what_is_missing() -> None:
    text = told(Verdict.HIT, Verdict.PARTIAL, Verdict.MISSED)
    assert text == "Covered: maximum. Only in part: size; missing: parameters."


def test_it_says_what_is_against_the_reference() -> None:
    assert "Against the reference: size" in told(Verdict.HIT, Verdict.CONTRADICTED, Verdict.HIT)


def test_it_praises_nothing_that_was_missed() -> None:
    assert told(Verdict.MISSED, Verdict.MISSED, Verdict.MISSED).startswith("None of the expected points")


def test_it_says_when_all_is_covered() -> None:
    assert told(Verdict.HIT, Verdict.HIT, Verdict.HIT) == "All 3 expected points are covered."
