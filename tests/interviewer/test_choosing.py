import pytest

from interviewer.choosing import all_exercises, next_exercise, require_exercises
from interviewer.errors import ExerciseNotFound, NoQuestionsToAsk
from interviewer.interview import Intent, Interview, Plan, Speech
from knowledge.question import Level
from tests.builders import Script, make_question
from tests.rounds import PASSED, RoundScript, graded

TOPIC = "Convolution parameters"


def answered(plan: Plan, level: Level, score: float) -> Interview:
    script = Script(plan).asked(make_question(level=level)).heard(Intent.ANSWER).assessed(graded(score))
    return script.said(Speech.ACKNOWLEDGEMENT).interview


def test_exercises_are_in_the_order_of_their_subjects() -> None:
    topics = [exercise.definition.topic for exercise in all_exercises()]
    assert topics == sorted(topics)


def test_the_exercises_that_the_plan_names_come_first() -> None:
    interview = Script(Plan(questions=0, coding=2, exercises=("convolution-2d",))).interview
    first = next_exercise(interview, {})
    assert first is not None
    assert first.name == "convolution-2d"


def test_one_that_is_gone_is_named() -> None:
    interview = Script(Plan(questions=0, coding=1, exercises=("gone",))).interview
    with pytest.raises(ExerciseNotFound, match="'gone'"):
        next_exercise(interview, {})


def test_an_exercise_is_on_the_subjects_of_the_plan() -> None:
    drawn = next_exercise(Script(Plan((TOPIC,), coding=1)).interview, {})
    assert drawn is not None
    assert drawn.definition.topic == TOPIC


def test_there_is_none_on_a_subject_without_exercises() -> None:
    assert next_exercise(Script(Plan(("Cookery",), coding=1)).interview, {}) is None


def test_the_first_level_follows_the_questions() -> None:
    drawn = next_exercise(answered(Plan(coding=1), Level.INTERMEDIATE, 1.0), {})
    assert drawn is not None
    assert drawn.definition.level is Level.ADVANCED


def test_the_next_level_follows_the_rounds() -> None:
    script = Script(Plan(questions=0, coding=2))
    script.events += RoundScript().submitted(PASSED).closed().events
    drawn = next_exercise(script.interview, {})
    assert script.interview.turns == ()
    assert drawn is not None
    assert drawn.definition.level is Level.ADVANCED


def test_an_agreed_level_stays() -> None:
    drawn = next_exercise(answered(Plan(coding=1, level=Level.BASIC), Level.BASIC, 1.0), {})
    assert drawn is not None
    assert drawn.definition.level is Level.BASIC


def test_the_same_interview_draws_the_same() -> None:
    interview = Script(Plan(coding=1)).interview
    assert next_exercise(interview, {}) == next_exercise(interview, {})


def test_a_plan_that_can_be_held_is_accepted() -> None:
    require_exercises(Plan((TOPIC,), coding=1))


def test_a_plan_of_more_rounds_than_exercises_is_refused() -> None:
    with pytest.raises(NoQuestionsToAsk, match="999 coding rounds are wanted"):
        require_exercises(Plan(coding=999))


def test_a_plan_of_an_exercise_that_is_not_there_is_refused() -> None:
    with pytest.raises(ExerciseNotFound, match="'gone'"):
        require_exercises(Plan(coding=1, exercises=("gone",)))
