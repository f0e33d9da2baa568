import json
from collections import Counter
from pathlib import Path

import pytest

from evals.answers import (
    FOLDER,
    KINDS,
    TRAINING_FOLDER,
    TRAINING_KINDS,
    BadAnswers,
    CandidateAnswer,
    TrainingAnswer,
    bank_questions,
    load_answers,
    load_training,
    read_answers,
    score_range,
)
from evals.cases import load_cases
from evals.golden import golden_cases
from interviewer.grade import Verdict
from knowledge.bank import bank_files, parse
from knowledge.question import Question
from tests.builders import make_question

GOLDEN = FOLDER.parent / "golden.jsonl"
BANK = {"q": make_question()}
POINTS = len(BANK["q"].key_points)


def row(**changes: object) -> dict[str, object]:
    verdicts = ["hit"] * POINTS
    return {
        "question_id": "q",
        "question": BANK["q"].text,
        "kind": "full",
        "answer": "So.",
        "verdicts": verdicts,
        "score": 1.0,
    } | changes


def write(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    return path


def every_kind(**changes: object) -> list[dict[str, object]]:
    return [row(**{"kind": kind} | changes) for kind in KINDS]


def test_a_question_answered_in_every_kind_is_read(tmp_path: Path) -> None:
    assert [
        answer.kind for answer in read_answers(write(tmp_path, *every_kind()), BANK, CandidateAnswer, KINDS)
    ] == list(KINDS)


def test_a_missing_kind_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadAnswers, match="'q' has the kinds"):
        read_answers(write(tmp_path, *every_kind()[1:]), BANK, CandidateAnswer, KINDS)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"question_id": "unknown"}, "no question 'unknown'"),
        ({"question": "Another?"}, "not 'Another\\?'"),
        ({"verdicts": ["hit"] * (POINTS + 1)}, f"{POINTS + 1} verdicts for {POINTS} key points"),
        ({"score": 0.8}, "the score 0.8"),
        ({"score": 1.5}, "less than or equal to 1"),
        ({"kind": "vague"}, "kind"),
        ({"verdicts": ["fine"] * POINTS}, "verdicts"),
        ({"grader": "local"}, "grader"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    with pytest.raises(BadAnswers, match=rf"row 1\b[\s\S]*{message}"):
        read_answers(write(tmp_path, *every_kind(**changes)), BANK, CandidateAnswer, KINDS)


def test_a_row_that_is_not_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{\n", encoding="utf-8")
    with pytest.raises(BadAnswers, match="row 1"):
        read_answers(path, BANK, CandidateAnswer, KINDS)


def test_a_partial_verdict_earns_half() -> None:
    assert score_range(BANK["q"], [Verdict.PARTIAL] * POINTS) == (0.5, 0.5)


def test_a_contradiction_may_cost_half_of_the_point_or_nothing() -> None:
    low, high = score_range(BANK["q"], [Verdict.CONTRADICTED] + [Verdict.HIT] * (POINTS - 1))
    points = BANK["q"].key_points
    assert high - low == pytest.approx(points[0].weight / 2 / sum(point.weight for point in points))


@pytest.fixture(scope="module")
def bank() -> dict[str, Question]:
    return bank_questions()


def test_the_authored_answers_fit_the_bank_and_no_two_are_the_same(bank: dict[str, Question]) -> None:
    answers = load_answers(bank)
    assert answers
    assert not [text for text, count in Counter(each.answer for each in answers).items() if count > 1]


def test_no_authored_answer_is_to_a_question_of_the_golden_set(bank: dict[str, Question]) -> None:
    golden = {case.question for case in load_cases(GOLDEN)}
    assert golden <= {question.text for question in bank.values()}
    assert not golden & {answer.question for answer in load_answers(bank)}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_an_authored_file_is_named_after_a_file_of_the_bank_and_keeps_to_its_questions(
    bank: dict[str, Question], path: Path
) -> None:
    name = path.with_suffix(".md").name
    of_bank = {each.id for each in parse(name, dict(bank_files())[name])[1]}
    answered = {each.question_id for each in read_answers(path, bank, CandidateAnswer, KINDS)}
    assert answered <= of_bank
    assert len(answered) in {3, 4}


def test_a_training_answer_has_kinds_of_its_own(tmp_path: Path) -> None:
    path = write(tmp_path, *[row(kind=kind) for kind in TRAINING_KINDS])
    assert len(read_answers(path, BANK, TrainingAnswer, TRAINING_KINDS)) == len(TRAINING_KINDS)


def test_a_training_answer_of_another_kind_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadAnswers, match=r"row 1\b[\s\S]*kind"):
        read_answers(write(tmp_path, row(kind="full")), BANK, TrainingAnswer, TRAINING_KINDS)


def test_a_training_question_without_all_its_kinds_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadAnswers, match="'q' has the kinds"):
        read_answers(write(tmp_path, row(kind="vague")), BANK, TrainingAnswer, TRAINING_KINDS)


def test_the_training_answers_fit_the_bank_and_no_two_are_the_same(bank: dict[str, Question]) -> None:
    answers = load_training(bank)
    assert answers
    assert not [text for text, count in Counter(each.answer for each in answers).items() if count > 1]


def test_graders_are_not_trained_on_questions_that_they_are_measured_on(bank: dict[str, Question]) -> None:
    measured = {case.question for case in load_cases(GOLDEN)} | {answer.question for answer in load_answers(bank)}
    measured |= {case.question for case in golden_cases(bank)}
    trained = {answer.question for answer in load_training(bank)}
    assert trained
    assert not measured & trained


def test_a_training_pair_speaks_of_the_same_points_and_some_of_them_turn_false(bank: dict[str, Question]) -> None:
    verdicts = {(each.question_id, each.kind): each.verdicts for each in load_training(bank)}
    for question_id in {question_id for question_id, _ in verdicts}:
        right, wrong = verdicts[question_id, "pair_right"], verdicts[question_id, "pair_wrong"]
        assert Verdict.CONTRADICTED not in right
        assert Verdict.CONTRADICTED in wrong
        assert [each is Verdict.MISSED for each in right] == [each is Verdict.MISSED for each in wrong]


@pytest.mark.parametrize("path", sorted(TRAINING_FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_a_training_file_is_named_after_a_file_of_the_bank_and_keeps_to_its_questions(
    bank: dict[str, Question], path: Path
) -> None:
    name = path.with_suffix(".md").name
    of_bank = {each.id for each in parse(name, dict(bank_files())[name])[1]}
    assert {each.question_id for each in read_answers(path, bank, TrainingAnswer, TRAINING_KINDS)} <= of_bank
