import pytest

from interviewer.errors import InterviewerError
from interviewer.slash import Command, command


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/dispute 2 because it is the same", Command("dispute", None, 1, "it is the same")),
        ("/Dispute 1.3: it is the same", Command("dispute", 0, 2, "it is the same")),
        ("/dispute 2 as I said,\nit is", Command("dispute", None, 1, "as I said,\nit is")),
        ("/explain", Command("explain")),
        ("/explain 2", Command("explain", 1)),
        ("/answer 1", Command("answer", 0)),
    ],
)
def test_a_command_is_understood(text: str, meant: Command) -> None:
    assert command(text) == meant


@pytest.mark.parametrize("text", ["/dispute", "/dispute 2", "/dispute two because so", "/explain all", "/answer it"])
def test_half_a_command_is_an_error_with_its_usage(text: str) -> None:
    with pytest.raises(InterviewerError, match="/dispute 2 because"):
        command(text)


@pytest.mark.parametrize("text", ["I dispute 2", "/answers are here", "/home is a folder", "a /dispute 2 because b"])
def test_an_answer_is_no_command(text: str) -> None:
    assert command(text) is None
