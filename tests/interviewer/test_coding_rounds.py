"""Coding rounds in an interview: what the interviewer does, on a real database."""

from pathlib import Path

import pytest

from interviewer.coding.round import ExerciseSet, Pressed, RoundOutcome
from interviewer.errors import ExerciseNotFound, NoQuestionsToAsk, StaleAnswer
from interviewer.grade import Graded
from interviewer.interview import Asked, Intent, Plan, Said, Speech
from tests.builders import make_question
from tests.practice import EXERCISE, Practice
from tests.rounds import HALF_RIGHT


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(tmp_path, make_question("First?"), make_question("Second?"), make_question("Third?"))


def parts(practice: Practice) -> str:
    """Q for a question that was asked, C for a coding round."""
    kinds = {Asked: "Q", ExerciseSet: "C"}
    return "".join(kinds.get(type(event), "") for event in practice.interview.events)


def go_through(practice: Practice, plan: Plan) -> None:
    practice.service.start("one", plan)
    while practice.proceed().closed is None:
        if practice.interview.coding:
            practice.desk.finish("one", practice.seen)
        else:
            practice.service.submit("one", practice.seen, "skip", Intent.SKIP)


@pytest.mark.parametrize(
    ("plan", "order"),
    [
        (Plan(questions=2), "QQ"),
        (Plan(questions=2, coding=1), "QCQ"),
        (Plan(questions=3, coding=1), "QCQQ"),
        (Plan(questions=0, coding=1), "C"),
    ],
)
def test_questions_and_code_take_turns(practice: Practice, plan: Plan, order: str) -> None:
    go_through(practice, plan)
    assert parts(practice) == order


def test_code_goes_on_where_the_questions_are_used_up(practice: Practice) -> None:
    go_through(practice, Plan(questions=9, coding=1))
    assert parts(practice) == "QCQQ"
    assert practice.interview.closed == "no question is left on these subjects"


def test_an_interview_of_minutes_has_its_coding_round(practice: Practice) -> None:
    go_through(practice, Plan(questions=None, minutes=60, coding=1))
    assert parts(practice) == "QCQQ"


def test_a_coding_round_does_not_begin_when_time_is_up(tmp_path: Path) -> None:
    practice = Practice(tmp_path)
    practice.service.start("one", Plan(questions=None, minutes=1, coding=1))
    while practice.proceed().closed is None:
        practice.service.submit("one", practice.seen, "repeat", Intent.REPEAT)
        if practice.seen > 70:
            practice.proceed()
            practice.service.submit("one", practice.seen, "skip", Intent.SKIP)
    assert practice.interview.closed == "time is up"
    assert practice.interview.rounds == ()


def test_the_exercise_named_is_the_one_that_is_set(practice: Practice) -> None:
    assert practice.begin().round.task.exercise == EXERCISE


def test_an_exercise_that_is_not_there_starts_nothing(practice: Practice) -> None:
    with pytest.raises(ExerciseNotFound, match="no-such"):
        practice.service.practise("one", "no-such")


def test_a_plan_with_more_rounds_than_exercises_starts_nothing(practice: Practice) -> None:
    with pytest.raises(NoQuestionsToAsk, match="2 coding rounds are wanted and there are 0 exercises on Cookery"):
        practice.service.start("one", Plan(("Cookery",), questions=0, coding=2))


def test_the_interviewer_leads_over_and_waits(practice: Practice) -> None:
    interview = practice.begin()
    assert isinstance(interview.last, Said)
    assert interview.last.speech is Speech.EXERCISE
    assert practice.service.working(interview)
    assert not practice.service.listening(interview)


def test_right_code_is_followed_by_a_question_and_then_the_round_closes(practice: Practice) -> None:
    practice.begin()
    interview = practice.submit()
    assert interview.round.asked is not None
    reference = interview.round.asked.question.reference
    interview = practice.answer(reference)
    assert isinstance(interview.round.replies[0].grade, Graded)
    assert interview.round.outcome is RoundOutcome.SUBMITTED
    assert interview.closed == "all questions asked"


def test_wrong_code_may_be_mended_after_the_questions(practice: Practice) -> None:
    practice.begin()
    practice.checks.enqueue(HALF_RIGHT)
    practice.submit("wrong")
    interview = practice.answer()
    assert interview.coding
    assert practice.service.working(interview)
    assert practice.submit("right").round.asked is not None


def test_a_follow_up_says_what_it_is_about(practice: Practice) -> None:
    practice.begin()
    practice.checks.enqueue(HALF_RIGHT)
    practice.submit()
    assert [event.about for event in practice.interview.events if isinstance(event, Pressed)] == ["shape, stride > 1"]


def test_words_are_no_answer_to_a_question_while_code_is_written(practice: Practice) -> None:
    practice.begin()
    with pytest.raises(StaleAnswer):
        practice.service.submit("one", practice.seen, "Pooling keeps the largest value.")


def test_the_interview_can_be_ended_in_a_coding_round(practice: Practice) -> None:
    practice.begin()
    practice.service.submit("one", practice.seen, "end", Intent.END)
    interview = practice.proceed()
    assert interview.closed == "ended by the candidate"
    assert interview.round.outcome is RoundOutcome.LEFT


def test_another_process_goes_on_where_the_first_was_stopped(practice: Practice) -> None:
    practice.begin()
    practice.desk.submit("one", practice.seen, "code")
    steps = practice.service.proceed("one")
    assert isinstance(next(steps), Pressed)
    del steps
    other = Practice(practice.folder)
    assert other.service.working(other.proceed())
    assert len(other.interview.round.replies) == 1


def test_what_is_said_in_a_round_changes_no_question(practice: Practice) -> None:
    practice.service.start("one", Plan(questions=1, coding=1))
    practice.proceed()
    practice.service.submit("one", practice.seen, "skip", Intent.SKIP)
    before = practice.proceed().turns
    assert practice.interview.coding
    practice.submit()
    assert practice.answer().turns == before
