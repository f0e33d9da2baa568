from dataclasses import replace
from datetime import timedelta

import pytest

from interviewer.aside import Chosen, Disputed, Regraded, Taught
from interviewer.coding.round import RoundOutcome
from interviewer.grade import Grade, Verdict
from interviewer.interview import IDLE_SECONDS, Asked, Closed, Intent, Plan, Speech, Started
from interviewer.replay import replay
from tests.builders import NOON, Script, make_grade, make_question
from tests.rounds import RoundScript

VERDICTS = (Verdict.HIT, Verdict.PARTIAL, Verdict.MISSED)


def test_a_plan_needs_a_length() -> None:
    with pytest.raises(ValueError, match="number of questions or a number of minutes"):
        Plan(questions=None)


def test_a_plan_has_one_length_only() -> None:
    with pytest.raises(ValueError, match="not both"):
        Plan(questions=3, minutes=10)


def test_a_plan_of_no_questions_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Plan(questions=0)


def test_a_plan_of_code_alone_needs_no_questions() -> None:
    assert Plan(questions=0, coding=1).coding == 1


def test_a_plan_names_no_more_exercises_than_it_has_rounds() -> None:
    with pytest.raises(ValueError, match="no fewer coding rounds"):
        Plan(coding=1, exercises=("one", "two"))


def test_a_plan_of_less_than_no_code_is_refused() -> None:
    with pytest.raises(ValueError, match="no fewer coding rounds"):
        Plan(coding=-1)


def test_what_is_said_in_a_coding_round_changes_no_turn() -> None:
    script = Script().asked().heard(Intent.ANSWER).assessed(make_grade(*VERDICTS)).said(Speech.ACKNOWLEDGEMENT)
    before = script.interview.turns
    script.events += RoundScript().events
    assert script.said(Speech.EXERCISE).interview.turns == before


def test_an_interview_that_ends_leaves_its_coding_round() -> None:
    script = Script()
    script.events += RoundScript().events
    before = script.interview
    script.events.append(Closed(script.now, "time is up"))
    after = script.interview
    assert (before.coding, after.coding) == (True, False)
    assert after.round.outcome is RoundOutcome.LEFT


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


def disputed(script: Script) -> Disputed:
    before = make_grade(*VERDICTS).verdicts[1]
    after = replace(before, verdict=Verdict.HIT)
    return Disputed(script.now, 0, 1, "because", before, after, make_grade(Verdict.HIT, Verdict.HIT, Verdict.MISSED))


def answered() -> Script:
    return Script().asked().heard(Intent.ANSWER).assessed(make_grade(*VERDICTS)).said(Speech.ACKNOWLEDGEMENT)


def test_a_dispute_changes_the_grade_that_counts_and_no_event() -> None:
    script = answered()
    before = script.interview.events
    script.events.append(disputed(script))
    turn = script.interview.turn
    assert turn.grade == make_grade(Verdict.HIT, Verdict.HIT, Verdict.MISSED)
    assert len(turn.disputes) == 1
    assert script.interview.events[: len(before)] == before


def test_what_happens_beside_the_talk_is_not_its_last_event() -> None:
    script = answered().asked()
    last = script.interview.last
    script.events.append(disputed(script))
    assert script.interview.last == last


def test_a_dispute_costs_no_time() -> None:
    script = answered()
    script.events.append(Closed(script.now, "all questions asked"))
    seconds = script.interview.active_seconds
    script.events.append(replace(disputed(script), at=NOON + timedelta(days=1)))
    assert script.interview.active_seconds == seconds


def regraded(script: Script, *grades: Grade) -> Script:
    script.events.append(Regraded(script.now, "other", "1", grades))
    return script


def test_the_original_stays_the_grade_until_another_is_chosen() -> None:
    script = regraded(answered(), make_grade(*VERDICTS, score=0.9))
    assert script.interview.turn.score == 0.5
    script.events.append(Chosen(script.now, 1))
    assert script.interview.turn.score == 0.9


def test_the_original_can_be_chosen_again() -> None:
    script = regraded(answered(), make_grade(*VERDICTS, score=0.9))
    script.events += [Chosen(script.now, 1), Chosen(script.now, 0)]
    assert script.interview.turn.score == 0.5


def test_a_dispute_belongs_to_the_grading_that_it_was_about() -> None:
    script = regraded(answered(), make_grade(*VERDICTS, score=0.9))
    script.events += [disputed(script), Chosen(script.now, 1)]
    assert script.interview.turn.disputes == ()
    script.events.append(Chosen(script.now, 0))
    assert len(script.interview.turn.disputes) == 1


def test_a_new_grade_makes_an_explanation_of_the_old_one_void() -> None:
    script = answered()
    script.events.append(Taught(script.now, 0, "The size is missing."))
    assert script.interview.turn.taught is not None
    script.events.append(disputed(script))
    assert script.interview.turn.taught is None
