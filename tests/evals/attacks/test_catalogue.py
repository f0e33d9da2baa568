from pathlib import Path
from random import Random

import pytest

from evals.attacks.attack import Attack, Kind, Setting, Trial
from evals.attacks.catalogue import ATTACKS, ELSEWHERE
from evals.attacks.items import Material, load_material
from evals.attacks.suite import title

ROOT = Path(__file__).parents[3]
COMPARED = set(Kind) - {Kind.FLOOR, Kind.COPIED, Kind.REFUSED}


@pytest.fixture(scope="module")
def material() -> Material:
    return load_material()


def trials(attack: Attack, material: Material, seed: int = 1) -> list[Trial]:
    return list(attack.make(Setting(material, Random(seed), 40, lambda side: len(side.answer) % 7 / 7)))


def test_every_attack_of_the_catalogue_is_here_or_tested_elsewhere() -> None:
    assert {attack.number for attack in ATTACKS} | {item.number for item in ELSEWHERE} == set(range(1, 41))


def test_no_two_attacks_share_a_title() -> None:
    assert len({title(attack) for attack in ATTACKS}) == len(ATTACKS)


def test_the_tests_that_cover_the_others_exist() -> None:
    assert [path for item in ELSEWHERE for path in item.tests if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("attack", ATTACKS, ids=title)
def test_an_attack_has_forty_different_cases_over_many_questions(attack: Attack, material: Material) -> None:
    made = trials(attack, material)
    assert len({(trial.after, trial.company) for trial in made}) == 40
    assert len({trial.after.question.text for trial in made}) >= 8


@pytest.mark.parametrize("attack", ATTACKS, ids=title)
def test_the_same_seed_makes_the_same_cases_and_another_seed_others(attack: Attack, material: Material) -> None:
    assert trials(attack, material) == trials(attack, material)
    assert trials(attack, material) != trials(attack, material, seed=2)


@pytest.mark.parametrize("attack", ATTACKS, ids=title)
def test_an_edit_is_compared_with_what_it_was_made_from(attack: Attack, material: Material) -> None:
    for trial in trials(attack, material):
        assert (trial.before is not None) == (attack.kind in COMPARED)
        assert trial.before != trial.after or trial.company
        assert trial.control is None or trial.control not in {trial.before, trial.after} or attack.number == 4
