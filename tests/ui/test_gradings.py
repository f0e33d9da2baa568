"""An ended interview graded again on the Report page."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from interviewer.aside import Regraded
from interviewer.grade import Grade, Graded, Verdict
from interviewer.grading.role import NOT_ADMITTED
from interviewer.interview import Intent, Speech
from knowledge.question import Question
from tests.builders import PROVENANCE, make_grade
from tests.known_graders import Scripted, always
from tests.model_server import Script as Replies
from tests.model_server import model_server, said
from tests.ui.held import VERDICTS, Held, answered, captions, drawn, ended, page_data, press, ran, report_page

PATIENCE = 30
BY_MODEL = replace(
    make_grade(*VERDICTS, score=0.2), provenance=replace(PROVENANCE, grader="judge", model="m", prompt="0f")
)


@pytest.fixture
def held(tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    with page_data(tmp_path, model_cache, monkeypatch) as held:
        held.keep(ended(answered()))
        yield held


class Patient(Scripted):
    """Gives no grade before it is let."""

    def __init__(self) -> None:
        super().__init__(always(Verdict.HIT), "judge")
        self.let = Event()

    def grade(self, question: Question, answer: str) -> Grade:
        self.let.wait(PATIENCE)
        return super().grade(question, answer)


@pytest.fixture
def judge(held: Held, monkeypatch: pytest.MonkeyPatch) -> Iterator[Patient]:
    """The connected model, which is not checked, as a grader."""
    judge = Patient()
    with model_server(Replies(said("Red."))) as running:
        monkeypatch.setenv("INTERVIEWER_LLM_MODEL", "m")
        monkeypatch.setenv("INTERVIEWER_LLM_BASE_URL", running.base_url)
        monkeypatch.setattr("interviewer.bootstrap.build_judge", lambda *_: judge)
        yield judge
        judge.let.set()


def graded_again(grader: str, app: AppTest | None = None) -> AppTest:
    app = app or drawn(report_page)
    app.selectbox(key="grader-an-interview").set_value(grader)
    return press(app, "Grade again")


def regradings(held: Held) -> list[Regraded]:
    return [event for event in held.interview.events if isinstance(event, Regraded)]


def bold(app: AppTest) -> list[str]:
    return [element.value for element in app.markdown if element.value.startswith("**")]


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_an_open_interview_cannot_be_graded_again(
    tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with page_data(tmp_path, model_cache, monkeypatch) as held:
        held.keep(answered())
        app = drawn(report_page)
    assert "Grade again" not in [button.label for button in app.button]
    assert "Once the interview has ended, it can be graded again by another grader." in captions(app)


def test_every_grader_that_needs_no_model_is_offered(held: Held) -> None:
    offered = drawn(report_page).selectbox(key="grader-an-interview").options
    assert [label.split(":")[0] for label in offered] == [
        "local",
        "ensemble",
        "embedding",
        "lexical",
        "overlap",
        "length",
    ]


def test_the_second_grading_is_set_beside_the_original_which_counts(held: Held) -> None:
    app = graded_again("overlap")
    assert [event.grader for event in regradings(held)] == ["overlap"]
    table = app.table[0].value
    assert list(table.columns) == ["No.", "Original", "Grading 1", "Difference"]
    assert table["Original"].tolist() == ["50%, solid"]
    assert bold(app)[0] == "**Original: 50%**"
    assert metrics(app)["Score"] == "50%"


def test_asking_twice_for_one_grading_gives_one(held: Held) -> None:
    first, second = drawn(report_page), drawn(report_page)
    graded_again("overlap", first)
    graded_again("overlap", second)
    assert len(regradings(held)) == 1


def test_the_grading_that_is_chosen_counts_and_the_original_can_be_chosen_again(held: Held) -> None:
    app = press(graded_again("length"), "Let it count")
    assert held.interview.chosen == 1
    assert "Grading 1 counts here, not the original one" in captions(app)
    assert metrics(app)["Score"] != "50%"
    app = press(app, "Let it count")
    assert held.interview.chosen == 0
    assert metrics(app)["Score"] == "50%"


def test_every_grading_stays_in_the_history(held: Held) -> None:
    app = graded_again("length", graded_again("overlap"))
    assert [text.split(":")[0] for text in bold(app)] == ["**Original", "**Grading 1", "**Grading 2"]
    assert "by overlap 1 \\(no language model\\)" in captions(app)


def test_what_cannot_be_graded_is_said_and_nothing_is_kept(judge: Patient, held: Held) -> None:
    judge.fails = frozenset(turn.answer for turn in held.interview.turns)
    judge.let.set()
    app = graded_again("judge")
    assert ["could grade no answer" in error.value for error in app.error] == [True]
    assert regradings(held) == []


def test_a_model_that_is_not_admitted_is_labelled_and_its_grades_too(judge: Patient, held: Held) -> None:
    judge.let.set()
    offered = drawn(report_page).selectbox(key="grader-an-interview").options
    assert "judge not admitted: the language model m" in offered
    app = graded_again("judge")
    assert f":material/flag: Flag: {NOT_ADMITTED}" in captions(app)
    grade = regradings(held)[0].grades[0]
    assert isinstance(grade, Graded)
    assert grade.flags == (NOT_ADMITTED,)


def test_while_a_model_grades_the_page_says_so_and_cannot_be_asked_again(judge: Patient, held: Held) -> None:
    app = drawn(report_page)
    app.selectbox(key="grader-an-interview").set_value("judge")
    next(button for button in app.button if button.label == "Grade again").click().run()
    assert [status.label for status in app.status] == ["Grading answers 0 of 1\u2026"]
    assert [button.disabled for button in app.button if button.label == "Grade again"] == [True]
    judge.let.set()
    assert bold(ran(app))[1].startswith("**Grading 1")


def test_scores_of_two_kinds_are_not_averaged_together(
    tmp_path: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = answered().asked().heard(Intent.ANSWER).assessed(BY_MODEL).said(Speech.ACKNOWLEDGEMENT)
    with page_data(tmp_path, model_cache, monkeypatch) as held:
        held.keep(ended(script))
        app = drawn(report_page)
    assert (metrics(app)["With a model"], metrics(app)["Without a model"]) == ("20%", "50%")
    assert "Score" not in metrics(app)
    assert "with a language model 20%, without 50%" in bold(app)[0].replace("\\", "")
