from collections.abc import Iterator
from dataclasses import replace

import pytest

from evals.lazy import PUBLIC, WAYS, cheats, complaint, outcomes
from interviewer.coding.box import Boxes
from interviewer.coding.boxes.landlock import landlock_boxes
from interviewer.coding.boxes.readable import readable
from interviewer.coding.check import check
from interviewer.coding.examination import Bench
from interviewer.coding.exercise import load

EXERCISE = "forecasting-windows"


@pytest.fixture(scope="module")
def boxes() -> Iterator[Boxes]:
    opened = landlock_boxes(readable())
    yield opened
    opened.close()


def test_no_cheat_on_a_real_exercise_gets_far(boxes: Boxes) -> None:
    lines = list(outcomes([EXERCISE], Bench(boxes, measuring=False)))
    assert [line.sample for line in lines] == list(WAYS)
    assert not [line for line in lines if line.complaint]


def test_what_is_right_on_the_public_cases_passes_these(boxes: Boxes) -> None:
    exercise, bench = load(EXERCISE), Bench(boxes, measuring=False)
    sources = {cheat.name: cheat.source for cheat in cheats(exercise, bench)}
    assert check(exercise, sources[PUBLIC], bench).passed
    assert not check(exercise, sources["zeros"], bench).passed


def test_what_passes_or_has_more_than_half_is_complained_of(boxes: Boxes) -> None:
    exercise = load(EXERCISE)
    done = check(exercise, exercise.samples()[0].source, Bench(boxes))
    assert complaint(done) == "it is a cheat, and passed"
    failed = replace(done.cases[0], failure=check(exercise, "", Bench(boxes)).failure)
    assert "and has 75%" in complaint(replace(done, cases=(*done.cases, replace(failed, family="edge"))))
