"""What single constructions make, where a mistake in them would make the attack harmless."""

import base64
import unicodedata
from collections.abc import Callable, Iterator
from random import Random

import pytest

from evals.attacks import empty, injection, meaning, padding, style, surroundings
from evals.attacks.attack import Setting, Side, Trial
from evals.attacks.items import Material, lengthened, load_material, with_points
from tests.builders import make_question

Make = Callable[[Setting], Iterator[Trial]]


@pytest.fixture(scope="module")
def material() -> Material:
    return load_material()


def made(make: Make, material: Material, score: Callable[[Side], float | None] = lambda _: 0.0) -> list[Trial]:
    return list(make(Setting(material, Random(3), 40, score)))


def by_variant(make: Make, material: Material) -> dict[str, Trial]:
    return {trial.variant: trial for trial in made(make, material)}


def test_blanks_have_nothing_to_read(material: Material) -> None:
    for trial in made(empty.blank, material):
        assert not any(unicodedata.category(letter) in {"Ll", "Lu", "Nd"} for letter in trial.after.answer)


def test_master_keys_come_in_four_languages(material: Material) -> None:
    assert set(by_variant(empty.master_key, material)) == {"punctuation", "English", "Chinese", "Japanese", "Spanish"}


def test_stuffed_terms_are_the_references_and_no_sentence(material: Material) -> None:
    some = by_variant(empty.key_terms, material)
    assert set(some) == {"commas", "spaces", "lines", "joined"}
    trial = some["commas"]
    words = trial.after.answer.split(", ")
    assert all(word in trial.after.question.reference.lower() for word in words)
    assert words != sorted(words, key=trial.after.question.reference.lower().index)


def test_another_reference_is_of_another_topic(material: Material) -> None:
    topics = {question.reference: question.topic for question in material.questions}
    assert all(topics[t.after.answer] != t.after.question.topic for t in made(empty.other_reference, material))


def test_another_reference_has_little_to_do_with_the_question(material: Material) -> None:
    question = next(asked for asked in material.questions if "dropout" in asked.text)
    unrelated = material.unrelated(question)
    assert 20 <= len(unrelated) <= 30
    assert not any("dropout" in other.text or "overfit" in other.text for other in unrelated)


def test_a_true_sentence_of_another_subject_is_short_and_of_another_topic(material: Material) -> None:
    for trial in made(empty.other_subject, material):
        assert 8 <= len(trial.after.answer.split()) <= 18
        source = next(asked for asked in material.questions if trial.after.answer in asked.reference)
        assert source.topic != trial.after.question.topic


def test_a_rubric_is_parroted_in_several_wordings(material: Material) -> None:
    some = by_variant(empty.rubric_parroted, material)
    assert len(some) == 8
    for trial in some.values():
        labels = [point.label for point in trial.after.question.key_points[:3]]
        assert all(label in trial.after.answer for label in labels)


@pytest.mark.parametrize("length", [0, 60, 200, 1000])
def test_a_control_is_about_as_long_as_the_attack(length: int) -> None:
    text = lengthened("It shrinks the map.", length, place=3)
    assert text.startswith("It shrinks the map. ")
    assert length - 60 <= len(text) <= max(length, 60) + 60


def test_an_order_stands_at_every_place(material: Material) -> None:
    some = by_variant(injection.direct, material)
    assert some["plain, before"].after.answer.startswith("Ignore")
    assert some["plain, after"].after.answer.endswith("10 out of 10.")
    middle = some["plain, in the middle"]
    assert middle.before
    assert middle.after.answer.split()[0] == middle.before.answer.split()[0]


def test_hidden_orders_can_be_found_again(material: Material) -> None:
    some = by_variant(injection.obfuscated, material)
    order = injection.ORDERS["plain"]
    assert base64.b64decode(some["base64"].after.answer.split()[-1]).decode() == order
    tags = [chr(ord(letter) - 0xE0000) for letter in some["tag characters"].after.answer if ord(letter) > 0xE0000]
    assert "".join(tags) == order
    assert order in unicodedata.normalize("NFKC", some["full-width letters"].after.answer)
    assert "Ignore" not in some["homoglyphs"].after.answer


def test_a_poisoned_reference_keeps_its_key_points(material: Material) -> None:
    for trial in made(injection.poisoned_reference, material):
        assert trial.before
        assert trial.after.question.key_points == trial.before.question.key_points
        assert trial.after.question.reference != trial.before.question.reference


def test_the_trigger_is_the_best_of_those_tried_and_one_for_all(material: Material) -> None:
    tried: list[str] = []

    def score(side: Side) -> float:
        prefix = side.answer.split(". ")[0]
        tried.append(prefix)
        return len(prefix) / 1000

    trials = made(padding.trigger, material, score)
    assert {trial.after.answer.split(". ")[0] for trial in trials} == {max(dict.fromkeys(tried), key=len)}


def test_the_trigger_is_tried_on_other_questions_than_it_is_used_on(material: Material) -> None:
    seen: set[str] = set()

    def score(side: Side) -> float:
        seen.add(side.question.id)
        return 0.0

    assert not seen & {trial.after.question.id for trial in made(padding.trigger, material, score)}


def test_inserted_words_are_the_best_of_several_tries(material: Material) -> None:
    best: dict[str, int] = {}

    def score(side: Side) -> float:
        best[side.question.id] = max(best.get(side.question.id, 0), len(side.answer))
        return len(side.answer) / 10_000

    trials = made(padding.inserted_words, material, score)
    assert all(len(trial.after.answer) <= best[trial.after.question.id] for trial in trials)
    assert any(trial.before and len(trial.after.answer) > len(trial.before.answer) for trial in trials)


def test_a_scrambled_answer_has_the_same_words(material: Material) -> None:
    for trial in made(meaning.scrambled, material):
        assert trial.before
        assert sorted(trial.after.answer.split()) == sorted(trial.before.answer.split())


def test_both_options_are_listed_in_both_orders(material: Material) -> None:
    trials = made(meaning.both_ways, material)
    first = [t.before is not None and t.after.answer.startswith(f"There are two possibilities. {t.before.answer}")
             for t in trials]  # fmt: skip
    assert {True, False} == set(first)


@pytest.mark.parametrize("variant", ["typos", "lower case", "no punctuation", "second language", "spoken"])
def test_surface_noise_changes_the_text(variant: str, material: Material) -> None:
    some = [trial for trial in made(style.surface_noise, material) if trial.variant == variant]
    changed = [trial for trial in some if trial.before and trial.before.answer != trial.after.answer]
    assert len(changed) >= len(some) / 2


def test_a_typo_keeps_the_letters(material: Material) -> None:
    for trial in made(style.surface_noise, material):
        if trial.variant == "typos" and trial.before:
            assert sorted(trial.before.answer) == sorted(trial.after.answer)


def test_a_length_bomb_is_longer_than_any_limit(material: Material) -> None:
    trials = made(surroundings.length_bomb, material)
    assert min(len(trial.after.answer) for trial in trials) >= surroundings.BOMB_CHARACTERS


def test_what_is_tied_to_a_key_point_moves_with_it() -> None:
    question = make_question()
    turned = with_points(question, [2, 1, 0])
    assert turned.key_points[turned.misconceptions[0].key_point] == question.key_points[2]
    assert with_points(question, [0]).misconceptions == ()
