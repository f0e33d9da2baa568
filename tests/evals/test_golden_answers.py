"""What the golden set promises in its card, of the answers themselves."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest

from evals.answers import GOLDEN_FOLDER, KINDS, TRAINING_FOLDER, CandidateAnswer, bank_questions, load_answers
from evals.cases import Case
from evals.golden import golden_cases
from interviewer.grade import Verdict
from knowledge.question import Question

COPIED_WORDS = 8
WORTH = {Verdict.HIT: 1.0, Verdict.PARTIAL: 0.5, Verdict.MISSED: 0.0, Verdict.CONTRADICTED: -0.25}


@pytest.fixture(scope="module")
def bank() -> dict[str, Question]:
    return bank_questions()


@pytest.fixture(scope="module")
def golden(bank: dict[str, Question]) -> list[CandidateAnswer]:
    return load_answers(bank, GOLDEN_FOLDER)


def worked_out(question: Question, verdicts: Sequence[Verdict]) -> float:
    weights = [point.weight for point in question.key_points]
    earned = sum(weight * WORTH[verdict] for weight, verdict in zip(weights, verdicts, strict=True))
    return max(0.0, earned / sum(weights))


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1)}


def copied(answer: str, question: Question) -> bool:
    return bool(runs(answer) & runs(question.reference))


def mean(cases: Sequence[Case], kind: str) -> float:
    scores = [case.score for case in cases if case.kind == kind]
    return sum(scores) / len(scores)


def test_at_least_sixty_questions_are_answered_six_times_each(golden: list[CandidateAnswer]) -> None:
    counts = Counter(answer.question_id for answer in golden)
    assert len(counts) >= 60
    assert set(counts.values()) == {len(KINDS)}


def test_every_score_is_what_the_verdicts_give(bank: dict[str, Question], golden: list[CandidateAnswer]) -> None:
    off = [a for a in golden if abs(a.score - worked_out(bank[a.question_id], a.verdicts)) > 0.0051]
    assert not off


def test_no_answer_is_there_twice_nor_in_the_sets_that_graders_are_fitted_to(
    bank: dict[str, Question], golden: list[CandidateAnswer]
) -> None:
    texts = [answer.answer for answer in golden]
    assert len(set(texts)) == len(texts)
    elsewhere = "".join(path.read_text(encoding="utf-8") for path in TRAINING_FOLDER.glob("*.jsonl"))
    assert not [text for text in texts if text in elsewhere]
    assert not set(texts) & {answer.answer for answer in load_answers(bank)}


def test_no_question_is_one_that_the_local_grader_was_fitted_to(
    bank: dict[str, Question], golden: list[CandidateAnswer]
) -> None:
    assert not {a.question_id for a in golden} & {a.question_id for a in load_answers(bank)}


def test_no_answer_is_copied_from_the_reference(bank: dict[str, Question], golden: list[CandidateAnswer]) -> None:
    assert not [answer for answer in golden if copied(answer.answer, bank[answer.question_id])]


def test_a_sentence_of_the_reference_counts_as_copied(bank: dict[str, Question]) -> None:
    question = next(iter(bank.values()))
    assert copied(f"Well, {question.reference[:120].upper()}", question)


def test_the_kinds_are_in_the_order_of_their_worth(bank: dict[str, Question]) -> None:
    cases = golden_cases(bank)
    means = [mean(cases, kind) for kind in ("full", "terse", "misconception", "partial", "wrong")]
    assert means == sorted(means, reverse=True)
    assert mean(cases, "off_topic") == 0


def test_only_what_errs_is_contradicted(golden: list[CandidateAnswer]) -> None:
    erring = {answer.kind for answer in golden if Verdict.CONTRADICTED in answer.verdicts}
    assert erring == {"wrong", "misconception"}
    assert all(
        Verdict.CONTRADICTED in answer.verdicts for answer in golden if answer.kind in {"wrong", "misconception"}
    )
