import io
from pathlib import Path

import pytest
from rich.console import Console

from interviewer.coding.failure import Failure, FailureKind
from interviewer.coding.outcome import CaseOutcome
from interviewer.coding.round import RoundOutcome
from interviewer.coding.task import PASSED
from interviewer.errors import BoxFailed
from interviewer.interview import Plan
from interviewer.terminal import hold
from knowledge.question import Question
from tests.practice import Practice
from tests.rounds import HALF_RIGHT, make_case, make_check

WRONG = make_check(
    CaseOutcome("2 by 2", "edge", True, 0.01, (), Failure(FailureKind.VALUES, "values differ", "x = [1, 2]"))
)


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    (tmp_path / "solution.py").write_text("right = 1\n", "utf-8")
    practice = Practice(tmp_path)
    practice.service.practise("one", "convolution-2d")
    return practice


def typed(practice: Practice, monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    """The screen after these lines; SOLUTION stands for the file."""
    solution = str(practice.folder / "solution.py")
    text = "".join(f"{line}\n".replace("SOLUTION", solution) for line in lines)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    screen = io.StringIO()
    hold(practice.service, practice.desk, "one", Console(file=screen, width=200))
    return screen.getvalue()


def on_passing(practice: Practice) -> Question:
    """The follow-up on right code, in an interview where the exercise is set."""
    return next(press.question for press in practice.proceed().round.task.presses if PASSED in press.on)


def test_the_exercise_is_shown(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = typed(practice, monkeypatch)
    assert "Two-dimensional convolution \u00b7 Convolution parameters \u00b7 intermediate" in screen
    assert "Hints: 1 costs 10%, 2 costs 15%, 3 costs 25%." in screen
    assert "def conv2d(" in screen


def test_the_interviewer_leads_over_before_the_exercise(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = typed(practice, monkeypatch)
    assert screen.index("Now some code") < screen.index("Write the convolution")
    assert "I don't know" not in screen


def test_a_round_runs_from_code_to_its_mark(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = on_passing(practice)
    screen = typed(practice, monkeypatch, "/run SOLUTION", "/submit SOLUTION", asked.reference)
    assert "Passed: all 2 cases" in screen
    assert f"\n{asked.text}" in screen
    assert "Coding round: 100%" in screen
    assert "Coding round, Two-dimensional convolution: 100%" in screen
    assert practice.interview.closed == "all questions asked"


def test_a_public_case_shows_its_counter_example(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    practice.checks.enqueue(WRONG)
    screen = typed(practice, monkeypatch, "/run SOLUTION")
    assert "edge, 2 by 2: values: values differ\n    x = [1, 2]" in screen


def test_hidden_cases_are_told_by_what_they_amount_to(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    practice.checks.enqueue(make_check(make_case(FailureKind.VALUES)))
    screen = typed(practice, monkeypatch, "/submit SOLUTION")
    assert "Found: values (1 case): the values is wrong" in screen
    assert "a case" not in screen


def test_a_cpu_says_what_it_can_measure(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = typed(practice, monkeypatch, "/submit SOLUTION")
    assert "CPU: correctness and operation counts only" in screen


def test_a_follow_up_on_what_is_wrong_says_what_it_is_on(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    practice.checks.enqueue(HALF_RIGHT)
    assert "\nOn shape, stride > 1: " in typed(practice, monkeypatch, "/submit SOLUTION")


def test_a_hint_is_shown_with_its_price(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Hint 1 of 3, at 10% of the score: Pad first." in typed(practice, monkeypatch, "/hint")
    assert practice.interview.round.hints == 1


def test_the_starter_is_written_once(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    path = practice.folder / "starter.py"
    screen = typed(practice, monkeypatch, f"/starter {path}", f"/starter {path}")
    assert path.read_text("utf-8") == practice.interview.round.task.starter
    assert "is there already and is left as it is" in screen


def test_a_file_that_is_not_there_is_named(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = typed(practice, monkeypatch, "/run no-such.py")
    assert "no-such.py cannot be read (No such file or directory); name a file with your code" in screen
    assert practice.checks.history == []


def test_a_command_without_a_file_says_so(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "name a file, as in: /run solution.py" in typed(practice, monkeypatch, "/submit")


def test_a_box_that_fails_is_shown_with_its_remedy(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    practice.checks.enqueue(BoxFailed("no box could be opened; install bubblewrap"))
    screen = typed(practice, monkeypatch, "/submit SOLUTION", "/submit SOLUTION")
    assert "install bubblewrap" in screen
    assert len(practice.interview.round.submissions) == 1


def test_words_in_place_of_code_show_what_can_be_typed(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed(practice, monkeypatch, "here is my code").count("/starter FILE") == 2


@pytest.mark.parametrize("text", ["/submti solution.py", "/explain 1", "/dispute 2 because it is right"])
def test_a_command_is_never_taken_for_an_answer(practice: Practice, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    typed(practice, monkeypatch, "/submit SOLUTION", text)
    assert practice.interview.round.asked is not None


def test_a_round_can_be_closed_without_code(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = typed(practice, monkeypatch, "/done")
    assert "Coding round: 0%" in screen
    assert practice.interview.round.outcome is RoundOutcome.SKIPPED


def test_an_answer_too_long_to_be_graded_is_asked_for_again(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = typed(practice, monkeypatch, "/submit SOLUTION", "many words " * 2500)
    assert practice.interview.round.asked is not None
    assert "That cannot be graded: too long" in screen


def test_a_follow_up_passed_on_counts_nothing(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Passed on: counts as 0%." in typed(practice, monkeypatch, "/submit SOLUTION", "skip")


def test_ending_the_interview_shows_the_round(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    practice.checks.enqueue(HALF_RIGHT)
    screen = typed(practice, monkeypatch, "/submit SOLUTION", "end")
    assert practice.interview.closed == "ended by the candidate"
    assert "Coding round: 50%" in screen


def test_an_interview_goes_on_in_the_middle_of_a_round(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(practice, monkeypatch, "/submit SOLUTION")
    screen = typed(practice, monkeypatch)
    assert "def conv2d(" in screen
    assert f"\n{on_passing(practice).text}" in screen


def test_code_follows_a_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    practice = Practice(tmp_path)
    practice.service.start("one", Plan(questions=1, coding=1))
    screen = typed(practice, monkeypatch, "skip", "/done")
    assert screen.index("What does pooling do?") < screen.index("Now some code") < screen.index("Report")
