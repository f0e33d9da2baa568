import pytest

from interviewer.cli.output import pace, progress


@pytest.mark.parametrize(
    ("done", "speed", "shown"),
    [
        (0, None, "0/10,000"),
        (10_000, 0.0, "10,000/10,000"),
        (4_000, 120.4, "4,000/10,000, 120/s, 0:00:50 left"),
        (9_990, 2.5, "9,990/10,000, 2.5/s, 0:00:04 left"),
        (9_000, 0.05, "9,000/10,000, 3.0/min, 5:33:20 left"),
    ],
)
def test_the_pace_is_told_once_it_is_known(done: int, speed: float | None, shown: str) -> None:
    assert pace(done, 10_000, speed) == shown


def drawn(capsys: pytest.CaptureFixture[str], *steps: tuple[str, int, int]) -> str:
    with progress() as show:
        for step in steps:
            show(*step)
    return capsys.readouterr().err


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.usefixtures("terminal")
def test_a_bar_shows_the_rate_and_the_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    text = drawn(capsys, ("grading", 0, 9), ("grading", 1, 9), ("grading", 2, 9))
    assert "2/9, " in text
    assert "/s, 0:00:01 left" in text


@pytest.mark.usefixtures("terminal")
def test_what_another_run_has_done_is_no_part_of_the_rate(capsys: pytest.CaptureFixture[str]) -> None:
    text = drawn(capsys, ("grading", 5, 9), ("grading", 6, 9))
    assert "6/9" in text
    assert "left" not in text


@pytest.mark.usefixtures("terminal")
def test_where_it_is_not_known_how_many_there_are_nothing_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    text = drawn(capsys, ("reading", 2, 9), ("loading", 0, 0))
    assert "0/" not in text.rsplit("loading", 1)[1]


def test_elsewhere_each_thing_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert drawn(capsys, ("reading", 0, 2), ("reading", 1, 2), ("grading", 0, 2)) == "Reading\nGrading\n"
