from datetime import timedelta

import pytest

from interviewer.flow import (
    Ask,
    Assess,
    AssessReply,
    Close,
    CloseRound,
    Done,
    Listen,
    Move,
    Press,
    Say,
    SetExercise,
    Work,
    next_move,
)
from interviewer.grade import Unscorable, Verdict
from interviewer.interview import Closed, Intent, Outcome, Plan, Speech
from tests.builders import Script, make_grade, make_question, make_unscored
from tests.rounds import HALF_RIGHT, PASSED, PASSING, STRIDE, RoundScript, graded

ALL_HIT = make_grade(Verdict.HIT, Verdict.HIT, Verdict.HIT, score=1.0)
ONE_MISSED = make_grade(Verdict.HIT, Verdict.HIT, Verdict.MISSED)


def move(script: Script) -> Move:
    return next_move(script.interview, script.now)


def test_an_interview_opens_with_a_greeting() -> None:
    assert move(Script()) == Say(Speech.GREETING)


def test_a_question_follows_the_greeting() -> None:
    assert move(Script().said(Speech.GREETING)) == Ask()


def test_the_candidate_speaks_after_the_question() -> None:
    assert move(Script().asked()) == Listen()


def test_an_answer_is_assessed() -> None:
    assert move(Script().asked().heard(Intent.ANSWER)) == Assess()


def test_a_missed_point_is_pressed_on() -> None:
    assert move(Script().asked().heard(Intent.ANSWER).assessed(ONE_MISSED)) == Say(Speech.FOLLOW_UP, 2)


def test_nothing_is_pressed_on_where_all_is_covered() -> None:
    assert move(Script().asked().heard(Intent.ANSWER).assessed(ALL_HIT)) == Say(Speech.ACKNOWLEDGEMENT)


def test_only_one_point_is_pressed_on() -> None:
    script = Script().asked().heard(Intent.ANSWER).assessed(ONE_MISSED).said(Speech.FOLLOW_UP, 2)
    assert move(script.heard(Intent.ANSWER).assessed(ONE_MISSED)) == Say(Speech.ACKNOWLEDGEMENT)


@pytest.mark.parametrize(
    ("reason", "speech"),
    [
        (Unscorable.TOO_LONG, Speech.TOO_LONG),
        (Unscorable.OTHER_LANGUAGE, Speech.OTHER_LANGUAGE),
        (Unscorable.CODE, Speech.CODE),
    ],
)
def test_an_answer_that_cannot_be_read_may_be_given_again(reason: Unscorable, speech: Speech) -> None:
    script = Script().asked().heard(Intent.ANSWER).assessed(make_unscored(reason))
    assert move(script) == Say(speech)
    assert move(script.said(speech)) == Listen()
    assert script.interview.turn.answers == ()


def test_a_grader_that_fails_stops_nothing() -> None:
    assert move(Script().asked().heard(Intent.ANSWER).assessed(make_unscored())) == Say(Speech.ACKNOWLEDGEMENT)


def test_a_follow_up_too_long_keeps_the_grade_of_the_first_answer() -> None:
    script = Script().asked().heard(Intent.ANSWER).assessed(ONE_MISSED).said(Speech.FOLLOW_UP, 2)
    script.heard(Intent.ANSWER).assessed(make_unscored(Unscorable.TOO_LONG)).said(Speech.TOO_LONG)
    assert script.interview.turn.grade == ONE_MISSED
    assert len(script.interview.turn.answers) == 1


def test_skipping_moves_on() -> None:
    script = Script().asked().heard(Intent.SKIP)
    assert move(script) == Say(Speech.MOVING_ON)
    assert script.interview.turn.outcome is Outcome.SKIPPED


def test_not_knowing_is_met_with_encouragement_once() -> None:
    script = Script().asked().heard(Intent.DONT_KNOW)
    assert move(script) == Say(Speech.ENCOURAGEMENT)
    script.said(Speech.ENCOURAGEMENT).heard(Intent.DONT_KNOW)
    assert move(script) == Say(Speech.MOVING_ON)
    assert script.interview.turn.outcome is Outcome.DECLINED


def test_not_knowing_the_follow_up_keeps_the_grade() -> None:
    script = Script().asked().heard(Intent.ANSWER).assessed(ONE_MISSED).said(Speech.FOLLOW_UP, 2)
    script.heard(Intent.DONT_KNOW)
    assert move(script) == Say(Speech.MOVING_ON)
    assert script.interview.turn.grade == ONE_MISSED
    assert script.interview.turn.outcome is Outcome.ANSWERED


def test_a_hint_is_offered_with_its_price_before_it_is_given() -> None:
    script = Script().asked().heard(Intent.HINT)
    assert move(script) == Say(Speech.HINT_OFFER)
    script.said(Speech.HINT_OFFER)
    assert script.interview.turn.hints == 0
    assert move(script.heard(Intent.HINT)) == Say(Speech.HINT)


def test_a_hint_whose_price_was_on_the_button_is_given_at_once() -> None:
    assert move(Script().asked().heard(Intent.TAKE_HINT)) == Say(Speech.HINT)


def test_hints_run_out() -> None:
    script = Script().asked()
    for _ in make_question().hints:
        script.heard(Intent.TAKE_HINT).said(Speech.HINT)
    assert move(script.heard(Intent.HINT)) == Say(Speech.NO_MORE_HINTS)


@pytest.mark.parametrize(
    ("intent", "speech"),
    [
        (Intent.REPEAT, Speech.REPEAT),
        (Intent.REPHRASE, Speech.REPHRASE),
        (Intent.CLARIFY, Speech.CLARIFICATION),
    ],
)
def test_a_request_is_met_and_the_question_stays_open(intent: Intent, speech: Speech) -> None:
    script = Script().asked().heard(intent)
    assert move(script) == Say(speech)
    assert move(script.said(speech)) == Listen()
    assert script.interview.turn.outcome is Outcome.OPEN


def test_the_last_question_closes_the_interview() -> None:
    script = Script(Plan(questions=1)).asked().heard(Intent.SKIP).said(Speech.MOVING_ON)
    assert move(script) == Close("all questions asked")


def test_another_question_follows_while_some_are_left() -> None:
    assert move(Script(Plan(questions=2)).asked().heard(Intent.SKIP).said(Speech.MOVING_ON)) == Ask()


def test_time_closes_the_interview_between_questions() -> None:
    script = Script(Plan(questions=None, minutes=1)).asked()
    late = script.now + timedelta(minutes=2)
    assert next_move(script.interview, late) == Listen()
    script.heard(Intent.SKIP).said(Speech.MOVING_ON)
    assert next_move(script.interview, late) == Close("time is up")


def test_the_candidate_can_end_the_interview() -> None:
    script = Script().asked().heard(Intent.END)
    assert move(script) == Close("ended by the candidate")
    script.events.append(Closed(script.now, "ended by the candidate"))
    assert move(script) == Say(Speech.FAREWELL)
    assert move(script.said(Speech.FAREWELL)) == Done()
    assert script.interview.turn.outcome is Outcome.LEFT


def in_round(script: RoundScript) -> Move:
    interview = Script(Plan(questions=0, coding=1))
    interview.events += script.events
    return move(interview)


def test_code_alone_begins_after_the_greeting() -> None:
    assert move(Script(Plan(questions=0, coding=1)).said(Speech.GREETING)) == SetExercise()


def test_a_question_comes_before_code() -> None:
    assert move(Script(Plan(questions=1, coding=1)).said(Speech.GREETING)) == Ask()


def test_code_comes_after_a_question() -> None:
    script = Script(Plan(questions=2, coding=1)).asked().heard(Intent.SKIP)
    assert move(script.said(Speech.MOVING_ON)) == SetExercise()


def test_a_question_comes_after_code() -> None:
    script = Script(Plan(questions=2, coding=1)).asked().heard(Intent.SKIP).said(Speech.MOVING_ON)
    script.events += RoundScript().submitted(PASSED).closed().events
    assert move(script) == Ask()


def test_an_exercise_is_introduced() -> None:
    assert in_round(RoundScript()) == Say(Speech.EXERCISE)


@pytest.mark.parametrize("script", [RoundScript().hint(), RoundScript().run(PASSED)])
def test_the_candidate_goes_on_after_a_hint_or_a_run(script: RoundScript) -> None:
    assert in_round(script) == Work()


def test_a_submission_is_pressed_on() -> None:
    following = in_round(RoundScript().submitted(HALF_RIGHT))
    assert isinstance(following, Press)
    assert following.about == "shape, stride > 1"


def test_a_follow_up_waits_for_the_candidate() -> None:
    assert in_round(RoundScript().submitted(PASSED).pressed()) == Work()


def test_a_reply_is_assessed() -> None:
    assert in_round(RoundScript().submitted(PASSED).pressed(PASSING).replied()) == AssessReply()


def test_a_reply_that_passes_on_is_not() -> None:
    script = RoundScript().submitted(PASSED).pressed(PASSING).replied("skip", declined=True)
    assert isinstance(in_round(script), CloseRound)


def test_a_round_of_right_code_closes_after_its_questions() -> None:
    script = RoundScript().submitted(PASSED).pressed(PASSING).replied().assessed(graded(0.0))
    assert isinstance(in_round(script), CloseRound)


def test_wrong_code_may_be_mended_after_its_questions() -> None:
    script = RoundScript().submitted(HALF_RIGHT).pressed(STRIDE).replied().assessed(graded(0.0))
    assert in_round(script) == Work()


def test_an_interview_closes_after_its_last_round() -> None:
    assert in_round(RoundScript().submitted(PASSED).closed()) == Close("all questions asked")


def test_the_candidate_can_end_the_interview_in_a_round() -> None:
    script = Script(Plan(questions=0, coding=1))
    script.events += RoundScript().events
    assert move(script.heard(Intent.END)) == Close("ended by the candidate")
