from pathlib import Path

import pytest

from evals.answers import KINDS, BadAnswers, bank_questions
from evals.entry import entries
from evals.golden import golden_cases


def test_every_case_is_graded_with_the_key_points_of_the_bank() -> None:
    bank = bank_questions()
    cases = golden_cases(bank)
    assert cases
    assert all(entry.question is bank[entry.case.question_id] for entry in entries({"golden": cases}, bank.values()))


def test_every_question_has_a_case_of_each_kind_under_its_own_id() -> None:
    cases = golden_cases(bank_questions())
    questions = {case.question_id for case in cases}
    assert {case.id for case in cases} == {f"{question}/{kind}" for question in questions for kind in KINDS}
    assert {case.rated_by for case in cases} == {"authored"}


def test_an_answer_to_a_question_that_the_bank_has_not_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"question_id": "q", "question": "Why?", "kind": "full", "answer": "So.", "verdicts": [], "score": 1}\n'
    )
    with pytest.raises(BadAnswers, match="the bank has no question 'q'"):
        golden_cases(bank_questions(), tmp_path)
