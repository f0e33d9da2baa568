"""The suite finds the one defect that was planted in a grader, and clears a grader without any."""

import pytest

from evals.attacks.attack import Side
from evals.attacks.catalogue import ATTACKS
from evals.attacks.items import Material, load_material
from evals.attacks.report import tallies
from evals.attacks.suite import run
from evals.attacks.verdict import Standing, Tally
from interviewer.grading.grader import Grader
from tests.evals.attacks import mocks
from tests.evals.attacks.mocks import Batching, Failing, Remembering, Sound, Spoil, Spoilt

CASES = 40
SEED = 7


@pytest.fixture(scope="module")
def material() -> Material:
    return load_material()


@pytest.fixture(scope="module")
def deserved(material: Material) -> dict[Side, float]:
    return mocks.truth(ATTACKS, material, CASES, SEED)


def found(grader: Grader, material: Material) -> dict[str, Tally]:
    return tallies(run(ATTACKS, grader, material, CASES, SEED), ATTACKS)


def numbers(made: dict[str, Tally], standing: Standing) -> set[int]:
    return {int(name.split()[0]) for name, tally in made.items() if tally.standing is standing}


def test_a_sound_grader_is_cleared_of_everything(material: Material, deserved: dict[Side, float]) -> None:
    made = found(Sound(deserved), material)
    assert {name: tally.standing for name, tally in made.items() if tally.standing is not Standing.HOLDS} == {}
    assert all(tally.trials >= CASES for tally in made.values())


@pytest.mark.parametrize(
    ("spoil", "broken", "sound"),
    [
        (mocks.long_is_good, {5, 14, 15}, {1, 2, 17, 18, 19, 20, 35, 37}),
        (mocks.always_full, {1, 2, 5, 7, 10, 11, 17, 18, 19, 20, 32}, {14, 15, 22, 35, 37}),
        (mocks.hugs_the_middle, {1, 2, 5, 7, 9, 10, 11, 32}, {14, 17, 20, 22, 35, 37}),
        (mocks.obeys, {22, 24}, {1, 13, 14, 17, 23, 26, 35, 37}),
        (mocks.counts_terms, {5, 6, 12, 17, 31}, {1, 2, 10, 13, 35, 37}),
        (mocks.first_point_decides, {35}, {number.number for number in ATTACKS} - {35}),
    ],
)
def test_the_planted_defect_is_found_and_no_other(
    spoil: Spoil, broken: set[int], sound: set[int], material: Material, deserved: dict[Side, float]
) -> None:
    made = found(Spoilt(Sound(deserved), spoil), material)
    assert broken <= numbers(made, Standing.BREAKS)
    assert not sound & (numbers(made, Standing.BREAKS) | numbers(made, Standing.UNSCORED))


@pytest.mark.parametrize("how", ["a score that is no number", "a value", "an error"])
def test_missing_scores_are_neither_blocked_nor_successes(
    how: str, material: Material, deserved: dict[Side, float]
) -> None:
    sound = Sound(deserved)
    spoilt = Spoilt(sound, mocks.not_a_number)
    made = found(spoilt if how == "a score that is no number" else Failing(sound, how == "an error"), material)
    assert numbers(made, Standing.BREAKS) == set()
    assert {17, 22, 35, 37} <= numbers(made, Standing.UNSCORED)
    for tally in made.values():
        assert tally.success.hits == 0
        assert tally.success.of + tally.unscored == tally.trials


def test_an_order_that_reaches_the_next_answer_is_found(material: Material, deserved: dict[Side, float]) -> None:
    assert numbers(found(Remembering(Sound(deserved)), material), Standing.BREAKS) == {37}


def test_a_batch_whose_answers_touch_each_other_is_found(material: Material, deserved: dict[Side, float]) -> None:
    grader = Batching(Sound(deserved))
    assert numbers(found(grader, material), Standing.BREAKS) == {37}
    assert max(grader.sizes) > 2
