from dataclasses import replace

import pytest

from interviewer.aside import Regraded
from interviewer.errors import RegradeRefused
from interviewer.grade import Graded, Verdict
from interviewer.grading.overlap import OverlapGrader
from interviewer.interview import Closed, Intent, Speech
from interviewer.regrade import comparisons, regrade
from interviewer.report import report
from interviewer.report_markdown import to_markdown
from tests.builders import CLAIMS, PROVENANCE, Script, make_grade

GOOD = make_grade(Verdict.HIT, Verdict.HIT, Verdict.MISSED, score=0.8)
BY_MODEL = replace(GOOD, score=0.2, provenance=replace(PROVENANCE, grader="judge", model="a-model", prompt="0f"))


def held(answer: str = CLAIMS[0]) -> Script:
    """An interview with one answered and one skipped question."""
    script = Script().asked().heard(Intent.ANSWER, answer).assessed(GOOD).said(Speech.ACKNOWLEDGEMENT)
    script.asked().heard(Intent.SKIP).said(Speech.MOVING_ON)
    script.events.append(Closed(script.now, "all questions asked"))
    return script


def compared(*grades: Graded | None) -> Script:
    script = held()
    script.events.append(Regraded(script.now, "judge", "1", grades))
    return script


def test_every_answer_is_graded_and_nothing_else() -> None:
    event = regrade(held().interview, OverlapGrader(), held().now)
    assert [grade is None for grade in event.grades] == [False, True]
    assert (event.grader, event.version) == ("overlap", "1")


def test_an_interview_without_an_answer_is_refused() -> None:
    script = Script().asked().heard(Intent.SKIP).said(Speech.MOVING_ON)
    script.events.append(Closed(script.now, "all questions asked"))
    with pytest.raises(RegradeRefused, match="no answer to grade"):
        regrade(script.interview, OverlapGrader(), script.now)


def test_one_grading_has_nothing_to_be_compared_with() -> None:
    assert comparisons(held().interview) == ()


def test_each_question_is_set_side_by_side() -> None:
    row, skipped = comparisons(compared(BY_MODEL, None).interview)[0].rows
    assert (row.old, row.new, row.old_band, row.new_band) == (0.8, 0.2, "strong", "insufficient")
    assert row.delta == pytest.approx(-0.6)
    assert (skipped.old, skipped.new, skipped.delta) == (0.0, 0.0, 0.0)


def test_either_grading_is_labelled_and_has_a_mean_of_its_own() -> None:
    made = comparisons(compared(BY_MODEL, None).interview)[0]
    assert made.old_graders == ("test 1 (no language model)",)
    assert made.new_graders == ("judge 1 (language model a-model)",)
    assert (made.old.score, made.new.score) == (0.4, 0.1)


def test_the_report_shows_both_and_counts_the_original() -> None:
    script = compared(BY_MODEL, None)
    made = report(script.interview, script.now)
    assert made.score == 0.4
    text = to_markdown(made)
    assert "## Grading 1 beside the original" in text
    assert "| 80% | 20% | -60 | strong | insufficient |" in text
    assert "It does not count in this report" in text


def test_a_grading_of_two_kinds_has_no_one_score() -> None:
    script = held()
    script.events[-1:] = []
    script.asked().heard(Intent.ANSWER).assessed(BY_MODEL).said(Speech.ACKNOWLEDGEMENT)
    made = report(script.interview, script.now)
    assert (made.score, made.score_with_model, made.score_without_model) == (None, 0.2, 0.8)
    assert "with a language model 20%, without 80% (not averaged together)" in to_markdown(made)
