import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from rich.console import Console

from interviewer.coding.boxes.tier import Chosen
from interviewer.coding.checker import Checker
from interviewer.coding_desk import CodingDesk
from interviewer.database import open_database
from interviewer.drawing import draw_grade
from interviewer.errors import InterviewNotFound, ModelFailed
from interviewer.grade import Grade, Verdict
from interviewer.grading.examiner import Examiner
from interviewer.grading.model_check import ModelCheck
from interviewer.grading.overlap import OverlapGrader
from interviewer.interview import Heard, Intent, Plan
from interviewer.service import Service
from interviewer.store import Store
from interviewer.terminal import Words, hold
from interviewer.wording import Piece
from knowledge.library import Library
from knowledge.question import Question
from tests.builders import CLAIMS, NOON, make_grade, make_question, make_unscored
from tests.model_server import endpoint_at
from tests.practice import Checks, NoBoxes, Shelf
from tests.scripted import ScriptedModel


class Sitting:
    """One interview, what its candidate types, and what they see."""

    def __init__(self, folder: Path, stdin: pytest.MonkeyPatch) -> None:
        self._stdin = stdin
        self._ticks = 0
        self._store = Store(open_database(folder))
        checker = Checker(lambda: Chosen(None, ()), NoBoxes, Checks())
        self.desk = CodingDesk(self._store, checker, folder, lambda: b"key", self._clock)
        self.service = self._served(make_question(), None)

    def start(
        self,
        question: Question | None = None,
        *,
        plan: Plan | None = None,
        model: ScriptedModel | None = None,
    ) -> None:
        self.service = self._served(question or make_question(), model)
        self.service.start("one", plan or Plan(questions=1))

    def hold(self, *lines: str) -> tuple[bool, str]:
        """Whether the interview came to its end, and the screen."""
        self._stdin.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        screen = io.StringIO()
        finished = hold(self.service, self.desk, "one", Console(file=screen, width=100))
        return finished, screen.getvalue()

    def heard(self) -> list[str]:
        return [event.text for event in self.service.interview("one").events if isinstance(event, Heard)]

    def _served(self, question: Question, model: ScriptedModel | None) -> Service:
        return Service(self._store, cast(Library, Shelf(question)), Examiner(OverlapGrader()), model, self._clock)

    def _clock(self) -> datetime:
        self._ticks += 1
        return NOON + timedelta(seconds=self._ticks)


@pytest.fixture
def sitting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    return Sitting(tmp_path, monkeypatch)


def test_an_answered_interview_ends_with_its_score(sitting: Sitting) -> None:
    sitting.start()
    finished, screen = sitting.hold(" ".join(CLAIMS))
    assert finished
    assert "Score 100% (before hints: 100%)" in screen


def test_the_progress_is_told(sitting: Sitting) -> None:
    sitting.start()
    assert "Question 1 of 1" in sitting.hold()[1]


def test_the_progress_of_a_timed_interview_is_told_in_minutes(sitting: Sitting) -> None:
    sitting.start(plan=Plan(questions=None, minutes=20))
    assert "Question 1, 0 of 20 minutes" in sitting.hold()[1]


def test_a_grade_is_shown_with_the_words_that_decide_it(sitting: Sitting) -> None:
    sitting.start()
    _, screen = sitting.hold(CLAIMS[0], "I don't know")
    assert f"\u201c{CLAIMS[0].rstrip('.')}" in " ".join(screen.split())
    assert "missed" in screen


def test_a_skipped_question_counts_nothing(sitting: Sitting) -> None:
    sitting.start()
    finished, screen = sitting.hold("skip")
    assert finished
    assert "Skipped: counts as 0%." in screen


def test_a_hint_is_offered_at_its_price_first(sitting: Sitting) -> None:
    sitting.start()
    assert "costs 10%" in sitting.hold("hint")[1]


def test_the_price_of_a_hint_is_told_with_the_grade(sitting: Sitting) -> None:
    sitting.start()
    assert "90% counts: the hints cost 10% of the score." in sitting.hold("hint", "hint", " ".join(CLAIMS))[1]


def test_ending_in_the_middle_of_a_follow_up_still_shows_the_grade(sitting: Sitting) -> None:
    sitting.start()
    finished, screen = sitting.hold(CLAIMS[0], "end")
    assert finished
    assert "Expected" in screen


def test_the_end_of_input_leaves_the_interview_open(sitting: Sitting) -> None:
    sitting.start()
    finished, _ = sitting.hold()
    assert not finished
    assert sitting.service.interview("one").closed is None


def test_a_resumed_interview_shows_the_open_question_and_the_last_words(sitting: Sitting) -> None:
    sitting.start()
    sitting.hold("hint")
    finished, screen = sitting.hold("skip")
    assert finished
    assert "What does pooling do?" in screen
    assert "Hint 1 of 3" in screen
    assert "welcome" not in screen


def test_an_interview_that_is_over_shows_its_result_again(sitting: Sitting) -> None:
    sitting.start()
    sitting.hold("skip")
    finished, screen = sitting.hold()
    assert finished
    assert "Score 0%" in screen


def test_an_unknown_interview_is_an_error(sitting: Sitting) -> None:
    with pytest.raises(InterviewNotFound):
        sitting.hold()


def test_a_backslash_goes_on_in_the_next_line(sitting: Sitting) -> None:
    sitting.start()
    sitting.hold("It keeps the largest value\\", "and shrinks the map.")
    assert sitting.heard() == ["It keeps the largest value\nand shrinks the map."]


def test_a_line_whose_continuation_never_comes_is_still_sent(sitting: Sitting) -> None:
    sitting.start()
    sitting.hold("It keeps the largest value\\")
    assert sitting.heard() == ["It keeps the largest value"]


def test_blank_lines_are_no_answer(sitting: Sitting) -> None:
    sitting.start()
    sitting.hold("", "   ", "\\", "", "skip")
    assert sitting.heard() == ["skip"]


def test_a_point_of_the_last_question_can_be_disputed_during_the_interview(sitting: Sitting) -> None:
    sitting.start(plan=Plan(questions=1))
    _, screen = sitting.hold("The largest value.", "I don't know", "/dispute 3 because no weights are to learn", "")
    assert "Point 3: missed \u2192 partial after dispute." in screen
    assert sitting.heard() == ["The largest value.", "I don't know"]


def test_a_disputed_grade_is_shown_with_both_verdicts_when_the_interview_is_opened_again(sitting: Sitting) -> None:
    sitting.start()
    sitting.hold("The largest value.", "I don't know", "/dispute 3 because no weights are to learn")
    assert len(sitting.service.interview("one").turns[0].disputes) == 1
    assert "once" in sitting.hold("/dispute 3 because it is a fixed rule")[1]


def test_while_a_question_is_open_a_command_is_no_answer_and_gives_nothing_away(sitting: Sitting) -> None:
    sitting.start()
    finished, screen = sitting.hold("/answer", "/answer 1", "/dispute 1 because so it is", "/dispute")
    assert not finished
    assert sitting.heard() == []
    assert CLAIMS[0] not in screen
    assert "still open" in screen
    assert "names no key point" in " ".join(screen.split())


def test_a_grade_is_explained_on_request(sitting: Sitting) -> None:
    sitting.start()
    _, screen = sitting.hold("The largest value.", "I don't know", "/explain")
    assert "Missing: size. The source says:" in " ".join(screen.split())


def test_the_model_answer_is_shown_on_request_once_the_question_is_closed(sitting: Sitting) -> None:
    sitting.start()
    _, screen = sitting.hold("skip", "/answer")
    assert CLAIMS[1] in " ".join(screen.split())


class StartedTwice:
    """A candidate's keyboard: while the first line is typed, the same interview goes on elsewhere."""

    def __init__(self, service: Service, *lines: str) -> None:
        self._service = service
        self._lines = list(lines)
        self._elsewhere = False

    def readline(self) -> str:
        if not self._elsewhere:
            self._elsewhere = True
            self._service.submit("one", len(self._service.interview("one").events), "hint", Intent.HINT)
            list(self._service.proceed("one"))
        return f"{self._lines.pop(0)}\n" if self._lines else ""

    def isatty(self) -> bool:
        return False


def test_an_answer_that_comes_too_late_is_not_taken_and_the_question_is_shown_again(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting.start()
    monkeypatch.setattr("sys.stdin", StartedTwice(sitting.service, "late"))
    screen = io.StringIO()
    assert not hold(sitting.service, sitting.desk, "one", Console(file=screen, width=100))
    assert "has moved on" in screen.getvalue()
    assert "Hint 1 of 3" in screen.getvalue()
    assert sitting.heard() == ["hint"]


def test_brackets_of_a_question_are_printed_as_they_are(sitting: Sitting) -> None:
    sitting.start(make_question("What is x[0] in [bold]x[/bold] :smile:?"))
    assert "What is x[0] in [bold]x[/bold] :smile:?" in sitting.hold()[1]


def test_a_question_cannot_give_orders_to_the_terminal(sitting: Sitting) -> None:
    sitting.start(make_question("What\x1b[2J is\u202e this?\x07", topic="\x1b[31mRed"))
    _, screen = sitting.hold("skip")
    assert "What is this?" in screen
    assert not {"\x1b", "\x07", "\u202e"} & set(screen)


def test_where_the_model_breaks_off_the_authored_words_follow_and_the_reason_is_told(
    sitting: Sitting,
) -> None:
    model = ScriptedModel()
    model.enqueue("Welcome, ", "de", failure=ModelFailed("the model went away"))
    model.enqueue("Let us begin.")
    sitting.start(model=model)
    _, screen = sitting.hold()
    shown = " ".join(screen.split())
    assert "Welcome, (Taken back. In other words:) Hello, and welcome." in shown
    assert "the model went away" in shown


def written(*pieces: Piece, width: int = 20) -> str:
    screen = io.StringIO()
    words = Words(Console(file=screen, width=width))
    for piece in pieces:
        words.write(piece)
    words.end()
    return screen.getvalue()


def test_a_word_that_comes_in_pieces_is_not_broken() -> None:
    assert written(Piece("the learning ra"), Piece("te decays")) == "the learning rate\ndecays\n\n"


def test_paragraphs_stay_apart() -> None:
    assert written(Piece("one\n\ntwo")) == "one\n\ntwo\n\n"


def test_a_word_longer_than_the_line_is_printed_whole() -> None:
    assert written(Piece(f"a {'b' * 30} c")) == f"a\n{'b' * 30}\nc\n\n"


def test_a_restart_before_anything_was_said_leaves_no_trace() -> None:
    assert written(Piece("all right", restart=True)) == "all right\n\n"


def drawn(grade: Grade) -> str:
    screen = io.StringIO()
    draw_grade(Console(file=screen, width=100), make_question(), grade)
    return screen.getvalue()


def test_a_grade_lists_each_key_point_with_its_verdict() -> None:
    screen = drawn(make_grade(Verdict.HIT, Verdict.MISSED, Verdict.CONTRADICTED))
    assert "Score 50%, solid." in screen
    assert all(claim in screen for claim in CLAIMS)
    assert all(word in screen for word in ("hit", "missed", "contradicted"))


def test_what_could_not_be_graded_has_no_score() -> None:
    screen = drawn(make_unscored())
    assert "Not scored: grader failed (the details)." in screen
    assert "%" not in screen


def test_what_the_model_did_is_told_at_the_end(sitting: Sitting, tmp_path: Path) -> None:
    sitting.start()
    judge = OverlapGrader("judge")
    check = ModelCheck(tmp_path / "checks", endpoint_at("http://127.0.0.1:9/v1"), judge, OverlapGrader(), lambda: NOON)
    sitting.service.examiner = Examiner(OverlapGrader(), check)
    _, screen = sitting.hold(" ".join(CLAIMS))
    assert "m words the interview; it does not grade, because it is not yet checked." in screen
