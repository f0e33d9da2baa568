from dataclasses import replace
from datetime import timedelta

import pytest

from interviewer.grade import Verdict
from interviewer.interview import IDLE_SECONDS, Asked, Intent, Plan, Speech, Started, replay
from tests.builders import NOON, Script, make_grade, make_question


def test_a_plan_needs_a_length() -> None:
    with pytest.raises(ValueError, match="number of questions or a number of minutes"):
        Plan(questions=None)


def test_a_plan_has_one_length_only() -> None:
    with pytest.raises(ValueError, match="not both"):
        Plan(questions=3, minutes=10)


def test_a_plan_of_no_questions_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Plan(questions=0)


def test_a_record_without_a_beginning_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with 'asked'"):
        replay("x", (Asked(NOON, make_question()),))


def test_hints_cost_their_share_of_the_score() -> None:
    script = Script().asked().heard(Intent.TAKE_HINT).said(Speech.HINT).heard(Intent.ANSWER)
    script.assessed(make_grade(Verdict.HIT, Verdict.HIT, Verdict.MISSED, score=0.5))
    assert script.interview.turn.score == pytest.approx(0.45)


def test_an_unanswered_turn_has_no_score() -> None:
    assert Script().asked().interview.turn.score is None


def test_the_answer_to_the_follow_up_adds_to_the_first() -> None:
    script = Script().asked().heard(Intent.ANSWER, "first").heard(Intent.ANSWER, "second")
    assert script.interview.turn.answer == "first\n\nsecond"


def test_a_long_pause_costs_ten_minutes_at_most() -> None:
    interview = Script().interview
    assert interview.active_at(NOON + timedelta(days=2)) == IDLE_SECONDS


def test_a_short_pause_counts_whole() -> None:
    assert Script().interview.active_at(NOON + timedelta(seconds=90)) == 90


def test_a_clock_that_goes_back_takes_nothing_away() -> None:
    assert Script().interview.active_at(NOON - timedelta(hours=1)) == 0


def test_an_event_changes_no_earlier_interview() -> None:
    script = Script().asked()
    before = script.interview
    script.heard(Intent.ANSWER)
    assert before == replace(before)
    assert before.turn.answers == ()
    assert isinstance(before.events[0], Started)
