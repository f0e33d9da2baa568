from pathlib import Path

import pytest

from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.outcome import CaseOutcome
from interviewer.coding.round import RoundOutcome
from interviewer.coding_desk import MAX_SOURCE
from interviewer.errors import BoxFailed, ExerciseNotFound, RoundRefused, StaleAnswer
from interviewer.interview import Intent
from tests.practice import EXERCISE, Practice
from tests.rounds import HALF_RIGHT, PASSED, make_case, make_check


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(tmp_path)


def test_a_run_is_kept_and_takes_no_key(practice: Practice) -> None:
    practice.begin()
    practice.desk.run_public("one", "code")
    assert [run.check for run in practice.interview.round.runs] == [PASSED]
    assert practice.checks.history[0][:3] == (EXERCISE, "code", None)


def test_cases_are_heard_of_as_they_end(practice: Practice) -> None:
    practice.begin()
    heard: list[CaseOutcome] = []
    practice.desk.run_public("one", "code", heard.append)
    assert tuple(heard) == PASSED.cases


def test_a_submission_is_kept_with_the_key_of_its_cases(practice: Practice) -> None:
    practice.begin()
    practice.desk.run_public("one", "code")
    held = practice.submit().round
    assert held.submissions[0].key == "01"
    assert practice.checks.history[1][2] == b"\x01"


def test_a_submission_sent_twice_is_checked_once(practice: Practice) -> None:
    seen = len(practice.begin().events)
    for _ in range(2):
        practice.desk.submit("one", seen, "code")
    practice.proceed()
    practice.desk.submit("one", seen, "code")
    assert len(practice.interview.round.submissions) == len(practice.checks.history) == 1


def test_the_same_code_after_a_newer_look_is_a_new_submission(practice: Practice) -> None:
    practice.begin()
    practice.checks.enqueue(HALF_RIGHT)
    practice.submit()
    assert len(practice.submit().round.submissions) == 2


def test_other_code_from_an_old_look_is_refused(practice: Practice) -> None:
    seen = len(practice.begin().events)
    practice.submit("code")
    with pytest.raises(StaleAnswer):
        practice.desk.submit("one", seen, "other code")


def test_a_second_check_is_refused_while_one_runs(practice: Practice) -> None:
    practice.begin()
    refused: list[str] = []

    def meanwhile(_: CaseOutcome) -> None:
        with pytest.raises(RoundRefused) as refusal:
            practice.desk.submit("one", practice.seen, "other code")
        refused.append(str(refusal.value))

    practice.desk.run_public("one", "code", meanwhile)
    assert refused[0] == "a check of this interview is running; wait until it has ended"


def test_a_check_may_follow_one_that_has_ended(practice: Practice) -> None:
    practice.begin()
    practice.desk.run_public("one", "code")
    assert len(practice.desk.run_public("one", "code").round.runs) == 2


def test_a_box_that_fails_loses_nothing(practice: Practice) -> None:
    practice.begin()
    practice.checks.enqueue(BoxFailed("no box; install bubblewrap"))
    with pytest.raises(BoxFailed, match="install bubblewrap"):
        practice.desk.submit("one", practice.seen, "code")
    assert practice.desk.draft("one") == "code"
    assert practice.submit().round.submissions[0].source == "code"


@pytest.mark.parametrize("source", ["", " \n\t", "x" * (MAX_SOURCE + 1), "x = '\ud800'"])
def test_code_that_is_none_is_refused(practice: Practice, source: str) -> None:
    practice.begin()
    with pytest.raises(RoundRefused, match="code"):
        practice.desk.run_public("one", source)
    assert practice.checks.history == []


def test_no_code_is_taken_where_no_round_is_open(practice: Practice) -> None:
    practice.begin()
    practice.submit()
    practice.answer()
    assert practice.interview.round.closed
    with pytest.raises(RoundRefused, match="no coding round is open"):
        practice.desk.run_public("one", "code")


def test_code_comes_too_late_where_the_interview_ended_meanwhile(practice: Practice) -> None:
    practice.begin()

    def meanwhile(_: CaseOutcome) -> None:
        if not isinstance(practice.interview.closed, str):
            practice.service.submit("one", practice.seen, "end", Intent.END)
            practice.proceed()

    with pytest.raises(RoundRefused):
        practice.desk.submit("one", practice.seen, "code", meanwhile)
    assert practice.interview.round.outcome is RoundOutcome.LEFT


def test_a_hint_sent_twice_costs_once(practice: Practice) -> None:
    seen = len(practice.begin().events)
    for _ in range(2):
        practice.desk.take_hint("one", seen)
    assert practice.interview.round.hints == 1


def test_a_hint_after_a_newer_look_is_the_next(practice: Practice) -> None:
    practice.begin()
    for _ in range(2):
        practice.desk.take_hint("one", practice.seen)
    assert practice.interview.round.hints == 2


def test_there_is_no_hint_after_the_last(practice: Practice) -> None:
    for _ in practice.begin().round.task.hints:
        practice.desk.take_hint("one", practice.seen)
    with pytest.raises(RoundRefused, match="all 3 hints"):
        practice.desk.take_hint("one", practice.seen)


def test_an_answer_is_kept(practice: Practice) -> None:
    practice.begin()
    practice.submit()
    assert practice.answer("in some words").round.replies[0].answer == "in some words"


def test_an_answer_sent_twice_counts_once(practice: Practice) -> None:
    practice.begin()
    seen = len(practice.submit().events)
    for _ in range(2):
        practice.desk.answer_follow_up("one", seen, "in some words")
    assert practice.interview.round.replies[0].heard == ("in some words",)


@pytest.mark.parametrize("words", ["skip", "I don't know"])
def test_a_follow_up_can_be_passed_on(practice: Practice, words: str) -> None:
    practice.begin()
    practice.submit()
    assert practice.answer(words).round.replies[0].declined


def test_an_answer_before_any_question_is_refused(practice: Practice) -> None:
    practice.begin()
    with pytest.raises(RoundRefused, match="no follow-up is open"):
        practice.desk.answer_follow_up("one", practice.seen, "words")


def test_an_empty_answer_is_refused(practice: Practice) -> None:
    practice.begin()
    practice.submit()
    with pytest.raises(RoundRefused, match="there is no answer"):
        practice.desk.answer_follow_up("one", practice.seen, "  ")


def test_half_a_character_is_no_answer(practice: Practice) -> None:
    practice.begin()
    practice.submit()
    with pytest.raises(RoundRefused, match="character 2 of the answer is no text"):
        practice.desk.answer_follow_up("one", practice.seen, "a\ud800")


def test_a_message_that_nothing_encodes_is_kept_legible(practice: Practice) -> None:
    practice.begin()
    practice.checks.enqueue(make_check(make_case(), failure=Failure(FailureKind.RAISES, "the code says \ud800")))
    practice.desk.run_public("one", "code")
    failure = practice.interview.round.runs[0].check.failure
    assert failure is not None
    assert failure.message == "the code says ?"


def test_a_round_can_be_finished_without_code(practice: Practice) -> None:
    practice.begin()
    practice.desk.finish("one", practice.seen)
    assert practice.proceed().round.outcome is RoundOutcome.SKIPPED


def test_the_draft_is_the_starter_at_first(practice: Practice) -> None:
    assert practice.begin().round.task.starter == practice.desk.draft("one")


def test_the_draft_is_what_was_typed_last(practice: Practice) -> None:
    practice.begin()
    for text in ("one", "two"):
        practice.desk.save_draft("one", text)
    assert practice.desk.draft("one") == "two"


def test_an_emptied_editor_stays_empty(practice: Practice) -> None:
    practice.begin()
    practice.desk.save_draft("one", "")
    assert practice.desk.draft("one") == ""


def test_what_is_typed_while_a_check_runs_is_kept(practice: Practice) -> None:
    practice.begin()
    practice.desk.run_public("one", "code", lambda _: practice.desk.save_draft("one", "newer"))
    assert practice.desk.draft("one") == "newer"


def test_a_draft_moves_nothing_on(practice: Practice) -> None:
    seen = len(practice.begin().events)
    practice.desk.save_draft("one", "text")
    assert practice.seen == seen


def test_a_draft_too_long_to_be_run_is_refused(practice: Practice) -> None:
    practice.begin()
    with pytest.raises(RoundRefused, match="100,001 characters"):
        practice.desk.save_draft("one", "x" * (MAX_SOURCE + 1))


def test_code_can_be_tried_outside_any_interview(practice: Practice) -> None:
    assert practice.desk.try_out(EXERCISE, "code", public=True) == PASSED
    assert practice.desk.try_out(EXERCISE, "code", public=False) == PASSED
    assert [key for _, _, key, _ in practice.checks.history] == [None, b"\x01"]


def test_an_exercise_that_is_not_there_is_named(practice: Practice) -> None:
    with pytest.raises(ExerciseNotFound, match="no-such"):
        practice.desk.try_out("no-such", "code", public=True)
