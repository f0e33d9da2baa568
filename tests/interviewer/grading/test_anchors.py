import json
from collections import Counter

import pytest

from interviewer.grade import Verdict
from interviewer.grading.anchors import (
    ATTACKS,
    AnchorsInvalid,
    Kind,
    anchors_version,
    parse_anchors,
    shipped_anchors,
)
from knowledge.bank import bank_files, parse

QUESTION: dict[str, object] = {
    "row": "question",
    "id": "sky",
    "text": "Why is the sky blue?",
    "reference": "Air scatters light. Blue is scattered most. Red is scattered least.",
    "key_points": ["Air scatters light.", "Blue is scattered most.", "Red is scattered least."],
}
ANSWER: dict[str, object] = {
    "row": "answer",
    "question": "sky",
    "kind": "partial",
    "answer": "The air does it.",
    "verdicts": ["hit", "partial", "contradicted"],
}


def lines(*rows: dict[str, object]) -> list[str]:
    return [json.dumps(row) for row in rows]


def test_every_kind_is_there() -> None:
    assert {anchor.kind for anchor in shipped_anchors()} == set(Kind)


def test_there_are_enough_anchors_and_attacks() -> None:
    assert len(shipped_anchors()) >= 48
    assert sum(anchor.is_attack for anchor in shipped_anchors()) >= 20


def test_each_question_has_a_full_a_partial_and_a_worthless_answer() -> None:
    scores = {anchor.question.id: set[float]() for anchor in shipped_anchors()}
    for anchor in shipped_anchors():
        scores[anchor.question.id].add(anchor.score)
    assert [name for name, found in scores.items() if not {0.0, 1.0} <= found or len(found) < 3] == []


def test_no_answer_occurs_twice() -> None:
    assert max(Counter(anchor.answer for anchor in shipped_anchors()).values()) == 1


def test_no_question_is_one_of_the_bank() -> None:
    asked = {question.text for name, text in bank_files() for question in parse(name, text)[1]}
    assert asked.isdisjoint(anchor.question.text for anchor in shipped_anchors())


def test_full_answers_are_worth_everything_and_no_attack_is() -> None:
    assert {anchor.score for anchor in shipped_anchors() if anchor.kind is Kind.FULL} == {1.0}
    assert max(anchor.score for anchor in shipped_anchors() if anchor.kind in ATTACKS) < 0.5


def test_the_version_is_eight_digits() -> None:
    assert len(bytes.fromhex(anchors_version())) == 4


def test_the_score_follows_from_the_verdicts() -> None:
    (anchor,) = parse_anchors(lines(QUESTION, ANSWER))
    assert anchor.verdicts == (Verdict.HIT, Verdict.PARTIAL, Verdict.CONTRADICTED)
    assert anchor.score == 0.5


def test_key_points_are_passages_of_the_reference() -> None:
    (anchor,) = parse_anchors(lines(QUESTION, ANSWER))
    assert [anchor.question.passage(point) for point in anchor.question.key_points] == QUESTION["key_points"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({**ANSWER, "question": "sea"}, "no question 'sea'"),
        ({**ANSWER, "verdicts": ["hit"]}, "1 verdicts for 3 key points"),
        ({**ANSWER, "verdicts": ["hit", "hit", "good"]}, "verdicts"),
        ({**ANSWER, "kind": "silly"}, "kind"),
        ({**ANSWER, "score": 1.0}, "score"),
        ({**QUESTION, "reference": "Nothing."}, "does not contain the key point"),
        ({"row": "remark"}, "remark"),
    ],
)
def test_a_row_that_is_wrong_is_named(row: dict[str, object], reason: str) -> None:
    with pytest.raises(AnchorsInvalid, match=r"line 2 of anchors\.jsonl") as caught:
        parse_anchors(lines(QUESTION, row))
    assert reason in str(caught.value)
