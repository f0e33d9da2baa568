import pytest

from interviewer.difficulty import next_level
from knowledge.question import Level


@pytest.mark.parametrize(
    ("score", "level"),
    [(0.75, Level.ADVANCED), (0.5, Level.INTERMEDIATE), (0.4, Level.BASIC), (None, Level.INTERMEDIATE)],
)
def test_the_level_follows_the_last_score(score: float | None, level: Level) -> None:
    assert next_level(None, [(Level.INTERMEDIATE, score)]) is level


def test_it_starts_low() -> None:
    assert next_level(None, []) is Level.BASIC


def test_it_does_not_leave_the_scale() -> None:
    assert next_level(None, [(Level.ADVANCED, 1.0)]) is Level.ADVANCED
    assert next_level(None, [(Level.BASIC, 0.0)]) is Level.BASIC


def test_an_agreed_level_stays() -> None:
    assert next_level(Level.ADVANCED, [(Level.ADVANCED, 0.0)]) is Level.ADVANCED
