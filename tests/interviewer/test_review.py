"""Disputes, second gradings and explanations, on a real database and with the grader that counts words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from interviewer.aside import Disputed
from interviewer.database import open_database
from interviewer.dispute import Objection
from interviewer.errors import DisputeRefused, InterviewerError, QuestionOpen, RegradeRefused, StaleAnswer
from interviewer.grade import Grade, Verdict
from interviewer.grading.examiner import Examiner
from interviewer.grading.grader import Grader
from interviewer.grading.overlap import OverlapGrader
from interviewer.interview import Intent, Interview, Plan
from interviewer.service import Service
from interviewer.store import Store
from knowledge.library import Library
from knowledge.question import Question
from tests.builders import NOON, make_question, make_unscored
from tests.scripted import ScriptedModel

OBJECTION = Objection(0, 2, "There are no weights, so nothing to learn.")


class Shelf:
    def questions(self) -> list[Question]:
        return [make_question(), make_question("What is a stride?")]

    def alike(self, question: Question) -> set[str]:
        return {question.text}


class Interrupted(OverlapGrader):
    """Something else happens while it grades."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        object.__setattr__(self, "meanwhile", [meanwhile])

    def grade(self, question: Question, answer: str) -> Grade:
        meanwhile: list[Callable[[], object]] = vars(self)["meanwhile"]
        if meanwhile:
            meanwhile.pop()()
        return super().grade(question, answer)


def ticking() -> Callable[[], datetime]:
    ticks = iter(range(10_000))
    return lambda: NOON + timedelta(seconds=next(ticks))


def served(folder: Path, grader: Grader | None = None, model: ScriptedModel | None = None) -> Service:
    store = Store(open_database(folder))
    return Service(store, cast(Library, Shelf()), Examiner(grader or OverlapGrader()), model, ticking())


def say(service: Service, text: str) -> Interview:
    service.submit("one", len(service.interview("one").events), text)
    list(service.proceed("one"))
    return service.interview("one")


@pytest.fixture
def service(tmp_path: Path) -> Service:
    """Its interview "one" has one closed question, of which the last point is missed, and an open one."""
    service = served(tmp_path)
    service.start("one", Plan(questions=2))
    list(service.proceed("one"))
    say(service, "The largest value of each window is kept.")
    say(service, "I don't know")
    return service


def test_the_newer_verdict_counts_and_both_are_kept(service: Service) -> None:
    before = service.interview("one")
    after = service.dispute("one", OBJECTION)
    assert after.turns[0].score == pytest.approx((before.turns[0].score or 0) + 1 / 6)
    assert after.events[:-1] == before.events
    event = after.events[-1]
    assert isinstance(event, Disputed)
    assert (event.before.verdict, event.after.verdict) == (Verdict.MISSED, Verdict.PARTIAL)


def test_an_interview_that_is_opened_again_has_its_disputes(service: Service, tmp_path: Path) -> None:
    service.dispute("one", OBJECTION)
    assert served(tmp_path).interview("one") == service.interview("one")
    assert served(tmp_path).interview("one").turns[0].disputes


def test_the_same_objection_twice_counts_once(service: Service) -> None:
    assert service.dispute("one", OBJECTION) == service.dispute("one", OBJECTION)


def test_a_second_argument_on_the_same_point_is_refused(service: Service) -> None:
    service.dispute("one", OBJECTION)
    with pytest.raises(DisputeRefused, match="once"):
        service.dispute("one", Objection(0, 2, "It is a fixed rule with no weights."))


def test_a_dispute_leaves_the_open_question_where_it_was(service: Service) -> None:
    service.dispute("one", OBJECTION)
    interview = service.interview("one")
    assert service.listening(interview)
    assert list(service.proceed("one")) == []


def test_an_answer_written_during_a_dispute_is_not_late(service: Service) -> None:
    seen = len(service.interview("one").events)
    service.dispute("one", OBJECTION)
    answered = service.submit("one", seen, "It moves the window.")
    assert answered.turn.answers == ("It moves the window.",)
    assert service.submit("one", seen, "It moves the window.") == answered


def test_an_answer_to_a_question_gone_by_stays_late_after_a_dispute(service: Service) -> None:
    seen = len(service.interview("one").events)
    say(service, "skip")
    service.dispute("one", OBJECTION)
    with pytest.raises(StaleAnswer):
        service.submit("one", seen, "It moves the window.")


def test_what_is_said_while_the_dispute_is_judged_is_kept_too(service: Service, tmp_path: Path) -> None:
    seen = len(service.interview("one").events)
    grader = Interrupted(lambda: service.submit("one", seen, "A hint, please.", Intent.TAKE_HINT))
    after = served(tmp_path, grader).dispute("one", OBJECTION)
    assert [event.kind for event in after.events[-2:]] == ["heard", "disputed"]


class Other(OverlapGrader):
    """Another grader, to which all answers are a failure or are graded as words are counted."""

    def __init__(self, fails: bool = False) -> None:
        super().__init__(name="other")
        object.__setattr__(self, "fails", fails)

    def grade(self, question: Question, answer: str) -> Grade:
        return make_unscored() if vars(self)["fails"] else super().grade(question, answer)


@pytest.fixture
def over(service: Service) -> Service:
    say(service, "end")
    return service


def again(service: Service, grader: Grader | None = None) -> Interview:
    return service.regrade("one", len(service.interview("one").events), grader or Other())


def test_a_second_grading_is_kept_and_the_original_counts(over: Service) -> None:
    before = over.interview("one")
    after = again(over)
    assert after.turns == before.turns
    assert after.events[:-1] == before.events
    assert [len(turns) for turns in after.gradings] == [2, 2]


def test_a_second_grading_has_its_own_provenance(over: Service) -> None:
    grade = again(over).gradings[1][0].grade
    assert grade is not None
    assert grade.provenance.grader == "other"


def test_a_question_without_an_answer_gets_no_second_grade(over: Service) -> None:
    assert again(over).gradings[1][1].grade is None


def test_a_request_sent_twice_grades_once(over: Service) -> None:
    seen = len(over.interview("one").events)
    assert over.regrade("one", seen, Other()) == over.regrade("one", seen, Other())


def test_an_open_interview_is_not_graded_again(service: Service) -> None:
    with pytest.raises(RegradeRefused, match="still open"):
        again(service)


def test_a_grader_that_can_grade_nothing_leaves_no_trace(over: Service) -> None:
    before = over.interview("one")
    with pytest.raises(RegradeRefused, match="nothing was kept"):
        again(over, Other(fails=True))
    assert over.interview("one") == before


def test_another_grading_counts_once_it_is_chosen_and_after_a_restart(over: Service, tmp_path: Path) -> None:
    again(over)
    over.choose_grading("one", 1)
    assert "other" in served(tmp_path).report("one").graders[0]
    over.choose_grading("one", 0)
    assert "overlap" in served(tmp_path).report("one").graders[0]


def test_choosing_twice_is_choosing_once(over: Service) -> None:
    again(over)
    assert over.choose_grading("one", 1) == over.choose_grading("one", 1)


def test_a_grading_that_is_not_there_cannot_be_chosen(over: Service) -> None:
    with pytest.raises(RegradeRefused, match="no grading 1; 0 is the original, and the last is 0"):
        over.choose_grading("one", 1)


def test_a_dispute_is_judged_by_the_grader_that_gave_the_grade(over: Service) -> None:
    again(over)
    over.choose_grading("one", 1)
    turn = over.dispute("one", OBJECTION, [Other()]).turns[0]
    provenance = turn.disputes[0].provenance
    assert provenance is not None
    assert provenance.grader == "other"


def test_a_models_explanation_is_kept_and_asked_for_once(service: Service, tmp_path: Path) -> None:
    model = ScriptedModel()
    model.enqueue("The answer is right on the maximum. ", "The number of parameters is missing.")
    taught = served(tmp_path, model=model).explain("one", 0).turns[0].taught
    assert taught is not None
    assert (taught.worded_by, taught.notice) == ("scripted", "")
    assert served(tmp_path, model=model).explain("one", 0).turns[0].taught == taught


def test_a_failed_explanation_is_kept_with_its_reason_and_can_be_asked_for_again(
    service: Service, tmp_path: Path
) -> None:
    model = ScriptedModel()
    model.enqueue("Well done, all points are covered.")
    model.enqueue("The number of parameters is missing.")
    taught = served(tmp_path, model=model).explain("one", 0).turns[0].taught
    assert taught is not None
    assert taught.worded_by == ""
    assert "praised" in taught.notice
    assert "Missing: parameters" in taught.text
    taught = served(tmp_path, model=model).explain("one", 0).turns[0].taught
    assert taught is not None
    assert taught.worded_by == "scripted"


def test_without_a_model_an_explanation_changes_nothing(service: Service) -> None:
    assert service.explain("one", 0) == service.interview("one")


def test_a_question_without_a_grade_has_no_explanation(service: Service) -> None:
    with pytest.raises(InterviewerError, match="no verdicts"):
        service.explain("one", 1)
    with pytest.raises(InterviewerError, match="no question 3"):
        service.explain("one", 2)


def test_a_model_answer_is_given_once_the_question_is_closed(service: Service) -> None:
    assert service.model_answer("one", 0) == make_question().reference
    with pytest.raises(QuestionOpen, match="still open"):
        service.model_answer("one", 1)
