"""The use cases on a real database, embedder and vector store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interviewer.bootstrap import build_service, prepare
from interviewer.errors import InterviewerError, InterviewNotFound, NoQuestionsToAsk, StaleAnswer
from interviewer.grade import Graded, Unscorable, Unscored, Verdict
from interviewer.grading.examiner import Examiner
from interviewer.grading.model_check import ModelCheck
from interviewer.grading.role import NOT_ADMITTED
from interviewer.interview import Asked, Assessed, Heard, Intent, Outcome, Plan, Said, Speech
from interviewer.service import Service
from interviewer.settings import Settings
from interviewer.wording import Piece
from knowledge.errors import NoQuestions
from tests.builders import NOON
from tests.known_graders import Scripted, always, as_known, failing
from tests.model_server import Script, endpoint_at, model_server, said


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"), cache_dir=model_cache)


@pytest.fixture(scope="module")
def service(settings: Settings) -> Iterator[Service]:
    service = build_service(settings)
    prepare(settings, service, lambda *_: None)
    yield service


def say(service: Service, interview_id: str, text: str, intent: Intent | None = None) -> None:
    service.submit(interview_id, len(service.interview(interview_id).events), text, intent)
    list(service.proceed(interview_id))


def begin(service: Service, interview_id: str, questions: int = 2) -> None:
    service.start(interview_id, Plan(questions=questions))
    list(service.proceed(interview_id))


def test_an_interview_runs_from_greeting_to_farewell(service: Service) -> None:
    begin(service, "whole")
    for _ in range(2):
        reference = service.interview("whole").turn.question.reference
        say(service, "whole", reference)
    interview = service.interview("whole")
    assert interview.closed == "all questions asked"
    assert isinstance(interview.last, Said)
    assert interview.last.speech is Speech.FAREWELL
    assert service.report("whole").score == pytest.approx(1.0, abs=0.02)


def test_questions_do_not_repeat(service: Service) -> None:
    begin(service, "many", questions=6)
    for _ in range(6):
        say(service, "many", "skip")
    asked = [event.question.text for event in service.interview("many").events if isinstance(event, Asked)]
    assert len(set(asked)) == 6


def test_starting_twice_starts_once(service: Service) -> None:
    begin(service, "twice")
    assert service.start("twice", Plan(questions=9)).plan.questions == 2


def test_the_same_words_sent_twice_count_once(service: Service) -> None:
    begin(service, "double")
    sequence = len(service.interview("double").events)
    service.submit("double", sequence, "An answer in some words.")
    service.submit("double", sequence, "An answer in some words.")
    list(service.proceed("double"))
    service.submit("double", sequence, "An answer in some words.")
    assert [e.text for e in service.interview("double").events if isinstance(e, Heard)] == ["An answer in some words."]


def test_words_for_a_question_gone_by_are_refused(service: Service) -> None:
    begin(service, "stale")
    sequence = len(service.interview("stale").events)
    say(service, "stale", "skip")
    with pytest.raises(StaleAnswer):
        service.submit("stale", sequence, "A late answer.")


def test_an_answer_is_stored_before_it_is_graded(service: Service, settings: Settings) -> None:
    begin(service, "stored")
    service.submit("stored", len(service.interview("stored").events), "An answer in some words.")
    assert build_service(settings).interview("stored").turn.answers == ("An answer in some words.",)


def test_another_process_goes_on_where_the_first_was_stopped(service: Service, settings: Settings) -> None:
    begin(service, "killed")
    service.submit("killed", len(service.interview("killed").events), "An answer in some words.")
    steps = service.proceed("killed")
    assert isinstance(next(steps), Assessed)
    del steps
    list(build_service(settings).proceed("killed"))
    interview = service.interview("killed")
    assert len([event for event in interview.events if isinstance(event, Assessed)]) == 1
    assert service.listening(interview)


def test_two_that_proceed_at_once_say_everything_once(service: Service) -> None:
    service.start("race", Plan(questions=1))
    first, second = service.proceed("race"), service.proceed("race")
    for steps in (first, second, first, second):
        next(steps, None)
    list(second)
    list(first)
    speeches = [event.speech for event in service.interview("race").events if isinstance(event, Said)]
    assert speeches == [Speech.GREETING, Speech.QUESTION]


def test_words_come_before_the_event_that_keeps_them(service: Service) -> None:
    service.start("order", Plan(questions=1))
    steps = list(service.proceed("order"))
    assert isinstance(steps[0], Piece)
    assert isinstance(steps[1], Said)


def test_an_answer_too_long_is_kept_and_asked_for_again(service: Service) -> None:
    begin(service, "long")
    say(service, "long", "word " * 20_000)
    interview = service.interview("long")
    assert service.listening(interview)
    assert any(isinstance(e, Heard) and len(e.text) == 100_000 for e in interview.events)
    assert any(isinstance(e, Assessed) and isinstance(e.grade, Unscored) for e in interview.events)
    say(service, "long", interview.turn.question.reference)
    assert isinstance(service.interview("long").turns[0].grade, Graded)


def test_hints_are_paid_for(service: Service) -> None:
    begin(service, "hints")
    say(service, "hints", "", Intent.TAKE_HINT)
    say(service, "hints", service.interview("hints").turn.question.reference)
    assert service.interview("hints").turns[0].score == pytest.approx(0.9)


def test_an_interview_can_be_ended(service: Service) -> None:
    begin(service, "ended")
    say(service, "ended", "", Intent.END)
    interview = service.interview("ended")
    assert interview.closed == "ended by the candidate"
    assert interview.turn.outcome is Outcome.LEFT


def test_an_unknown_interview_is_an_error(service: Service) -> None:
    with pytest.raises(InterviewNotFound):
        list(service.proceed("nowhere"))


def test_a_subject_without_questions_is_an_error(service: Service) -> None:
    with pytest.raises(NoQuestionsToAsk, match="Baking"):
        service.start("none", Plan(("Baking",)))


def test_recent_interviews_can_be_listed(service: Service) -> None:
    begin(service, "listed")
    assert "listed" in [interview.id for interview in service.recent()]


def test_a_grade_needs_no_interview(service: Service) -> None:
    _, grade = service.grade(
        "Why clip gradients?",
        "Clipping keeps the norm of the gradient below a bound.",
        "Clipping bounds the norm of the gradient. It prevents steps that are far too large.",
    )
    assert isinstance(grade, Graded)
    assert grade.verdicts[0].verdict == "hit"


def test_a_blank_reference_is_an_error(service: Service) -> None:
    with pytest.raises(NoQuestions, match="blank"):
        service.grade("Why?", "Because it is so.", " ")


def test_a_grade_for_an_unknown_question_asks_for_a_reference(service: Service) -> None:
    with pytest.raises(InterviewerError, match="--reference"):
        service.grade("How do you bake bread?", "With flour.")


def test_time_is_told_in_utc(service: Service) -> None:
    begin(service, "time")
    assert abs((datetime.now(UTC) - service.interview("time").started_at).total_seconds()) < 60


def connected(service: Service, folder: Path, judge: Scripted, *, anyway: bool = False) -> Examiner:
    """The service's examiner with a model beside it, which is checked on a server that is gone by then."""
    local = service.examiner.local
    with model_server(Script(said("Red."))) as server:
        check = ModelCheck(folder, endpoint_at(server.base_url, retries=0), judge, local, lambda: NOON)
        if not anyway:
            check.run(lambda *_: None)
    return Examiner(local, check, anyway)


def test_an_admitted_model_grades_and_the_report_says_so(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(service, "judged", questions=1)
    judge = Scripted(as_known, name="judge")
    monkeypatch.setattr(service, "examiner", connected(service, tmp_path, judge))
    judge.decide = always(Verdict.HIT)
    say(service, "judged", "An answer in some words.")
    made = service.report("judged")
    assert made.graders == ("judge 1 (language model)",)
    assert [role.startswith("m words the interview and grades") for role in made.model_roles] == [True]


def test_a_model_that_is_not_admitted_leaves_the_grading_to_local(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "examiner", connected(service, tmp_path, failing()))
    begin(service, "guarded", questions=1)
    say(service, "guarded", service.interview("guarded").turn.question.reference)
    made = service.report("guarded")
    assert [grader.split()[0] for grader in made.graders] == ["local"]
    assert [", because it left 2 of " in role for role in made.model_roles] == [True]


def test_a_model_that_fails_leaves_the_answer_without_a_score(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = "An answer in some words."
    judge = Scripted(as_known, fails=frozenset({answer}))
    monkeypatch.setattr(service, "examiner", connected(service, tmp_path, judge))
    begin(service, "unscored", questions=1)
    say(service, "unscored", answer)
    grade = service.interview("unscored").turn.grade
    assert isinstance(grade, Unscored)
    assert grade.reason is Unscorable.MODEL_FAILED
    assert (service.report("unscored").unscored, service.report("unscored").score) == (1, None)


def test_grades_of_a_model_that_is_not_admitted_are_labelled(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = Scripted(always(Verdict.HIT))
    monkeypatch.setattr(service, "examiner", connected(service, tmp_path, judge, anyway=True))
    _, grade = service.grade("Why?", "An answer.", "Air scatters blue light most.")
    assert isinstance(grade, Graded)
    assert grade.flags == (NOT_ADMITTED,)
