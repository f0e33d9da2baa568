"""Disputes through the service: on a real database, with the grader that counts words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from interviewer.aside import Disputed
from interviewer.database import open_database
from interviewer.dispute import Objection
from interviewer.errors import DisputeRefused, StaleAnswer
from interviewer.grade import Grade, Verdict
from interviewer.grading.overlap import OverlapGrader
from interviewer.interview import Intent, Interview, Plan
from interviewer.service import Service
from interviewer.store import Store
from knowledge.library import Library
from knowledge.question import Question
from tests.builders import CLAIMS, NOON, make_question

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


def served(folder: Path) -> Service:
    return Service(Store(open_database(folder)), cast(Library, Shelf()), OverlapGrader(), None, ticking())


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
    say(service, CLAIMS[0])
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


def test_an_answer_that_comes_while_the_dispute_is_judged_is_kept_too(service: Service) -> None:
    seen = len(service.interview("one").events)
    grader = Interrupted(lambda: service.submit("one", seen, "A hint, please.", Intent.TAKE_HINT))
    after = service.dispute("one", OBJECTION, grader)
    assert [event.kind for event in after.events[-2:]] == ["heard", "disputed"]
