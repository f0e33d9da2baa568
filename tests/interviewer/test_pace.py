import pytest

from interviewer.pace import Pace, words


@pytest.mark.parametrize(
    ("done", "total", "rate", "told"),
    [
        (1_200, 5_000, 85.0, "embedding 1,200 of 5,000, 85 a second, about 45 s left"),
        (0, 5_000, 0.0, "embedding 0 of 5,000"),
        (0, 0, 85.0, "embedding"),
        (5_000, 5_000, 85.0, "embedding 5,000 of 5,000"),
        (9_990, 10_000, 2.54, "embedding 9,990 of 10,000, 2.5 a second, about 4 s left"),
        (9_000, 10_000, 1.0, "embedding 9,000 of 10,000, 1.0 a second, about 17 min left"),
        (9_000, 10_000, 0.05, "embedding 9,000 of 10,000, 3.0 a minute, about 5.6 h left"),
    ],
)
def test_progress_in_words(done: int, total: int, rate: float, told: str) -> None:
    assert words("embedding", done, total, rate) == told


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_rate_counts_from_the_first_report() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.told("embedding", 200, 1_000) == "embedding 200 of 1,000"
    clock.now += 4
    assert pace.told("embedding", 600, 1_000) == "embedding 600 of 1,000, 100 a second, about 4 s left"


def test_other_work_has_a_rate_of_its_own() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.told("reading", 0, 10)
    clock.now += 1
    pace.told("reading", 9, 10)
    assert pace.told("embedding", 0, 500) == "embedding 0 of 500"
    clock.now += 2
    assert pace.told("embedding", 100, 500) == "embedding 100 of 500, 50 a second, about 8 s left"


def test_the_same_work_begun_again_has_a_rate_of_its_own() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.told("embedding", 0, 500)
    clock.now += 1
    pace.told("embedding", 500, 500)
    assert pace.told("embedding", 0, 700) == "embedding 0 of 700"
