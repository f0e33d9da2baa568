import json
from collections import Counter
from pathlib import Path

import pytest

from evals.attacks.items import Material, load_material
from evals.attacks.pairs import BadPairs, Reversal, load_pairs
from interviewer.grading.evidence import terms

LABELS = {"q": {"maximum", "size"}}
ROW = {
    "id": "1",
    "question_id": "q",
    "question": "Why?",
    "points": ["size"],
    "kind": "negation",
    "right": "It shrinks.",
    "reversed": "It does not shrink.",
}


@pytest.fixture(scope="module")
def material() -> Material:
    return load_material()


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_pairs_are_read(tmp_path: Path) -> None:
    assert load_pairs(write(tmp_path / "a.jsonl", ROW), Reversal, LABELS)[0].reversed == "It does not shrink."


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "irony"}, "row 1: kind"),
        ({"extra": 1}, "row 1: extra"),
        ({"right": ""}, "row 1: right"),
        ({"points": []}, "row 1: points"),
        ({"points": ["colour"]}, "names no key point of its question: colour"),
        ({"question_id": "p"}, "names no question of the bank: 'p'"),
    ],
)
def test_a_wrong_row_is_named(change: dict[str, object], problem: str, tmp_path: Path) -> None:
    with pytest.raises(BadPairs, match=problem):
        load_pairs(write(tmp_path / "a.jsonl", ROW | change), Reversal, LABELS)


def test_an_id_used_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadPairs, match="'1' stands there a second time"):
        load_pairs(write(tmp_path / "a.jsonl", ROW, ROW), Reversal, LABELS)


def test_a_missing_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPairs, match="cannot be read"):
        load_pairs(tmp_path / "none.jsonl", Reversal, LABELS)
    with pytest.raises(BadPairs, match="holds no pair"):
        load_pairs(write(tmp_path / "a.jsonl"), Reversal, LABELS)


def test_there_are_enough_pairs_of_each_kind(material: Material) -> None:
    counts = Counter(pair.kind for pair in material.reversals)
    assert len(counts) == 4
    assert min(*counts.values(), len(material.paraphrases), len(material.polished)) >= 45


def test_a_pair_is_asked_with_its_own_key_points_only(material: Material) -> None:
    for pair in (*material.reversals, *material.paraphrases, *material.polished):
        question = material.asked(pair)
        assert {point.label for point in question.key_points} == set(pair.points)
        assert all(wrong.key_point < len(question.key_points) for wrong in question.misconceptions)
        assert question.text == pair.question


def test_other_words_share_few_words_with_the_plain_ones(material: Material) -> None:
    shares = [
        len(terms(pair.plain) & terms(pair.other_words)) / len(terms(pair.plain)) for pair in material.paraphrases
    ]
    assert max(shares) <= 0.3
