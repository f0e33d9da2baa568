from pathlib import Path

import pytest

from interviewer.coding.box import Tier
from interviewer.coding.boxes.tier import Chosen
from interviewer.coding.checker import Checker
from interviewer.coding.exercise import Exercise
from interviewer.errors import BoxFailed
from tests.interviewer.coding.doubling import doubling
from tests.practice import Checks, NoBoxes
from tests.rounds import PASSED


class Machine:
    """A machine with a tier that holds, or with none; counts how often it was looked at."""

    def __init__(self, boxes: NoBoxes | None) -> None:
        self.boxes = boxes
        self.own = NoBoxes(Tier.OWN_CODE)
        self.looks = 0
        self.checks = Checks()
        self.checker = Checker(self._choose, lambda: self.own, self.checks)

    def _choose(self) -> Chosen:
        self.looks += 1
        return Chosen(self.boxes, ())


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    return doubling(tmp_path)


def test_nothing_is_opened_before_the_first_check() -> None:
    assert Machine(NoBoxes()).looks == 0


def test_the_tier_is_chosen_once(exercise: Exercise) -> None:
    machine = Machine(NoBoxes())
    for _ in range(2):
        assert machine.checker.check(exercise, "code", None, lambda _: None) == PASSED
    assert machine.looks == 1


def test_without_a_tier_code_is_refused(exercise: Exercise) -> None:
    machine = Machine(None)
    with pytest.raises(BoxFailed, match="not run on this machine"):
        machine.checker.check(exercise, "code", None, lambda _: None)
    assert machine.checks.history == []


def test_after_consent_own_code_runs_without_isolation(exercise: Exercise) -> None:
    machine = Machine(None)
    machine.checker.consent()
    machine.checker.check(exercise, "code", None, lambda _: None)
    assert machine.checks.history[0][3] is Tier.OWN_CODE


def test_consent_weakens_no_tier_that_holds(exercise: Exercise) -> None:
    machine = Machine(NoBoxes())
    machine.checker.consent()
    machine.checker.check(exercise, "code", None, lambda _: None)
    assert machine.checks.history[0][3] is Tier.LANDLOCK


def test_all_boxes_are_closed() -> None:
    machine = Machine(NoBoxes())
    machine.checker.isolation()
    machine.checker.close()
    assert machine.boxes is not None
    assert machine.boxes.closed


def test_closing_what_was_never_opened_does_nothing() -> None:
    machine = Machine(NoBoxes())
    machine.checker.close()
    assert machine.looks == 0
